"""Bad evidence, one row a case: what is put where, which command is run, and what its one sentence must name.

Every case leaves each file of the project as it was.
"""

import pytest
import small

from analysis.__main__ import main

Q, F, M = small.QUARTERS, small.FIGURES, small.MONTHS
ROW = "Northshire,Q1 20/21,100,20,10,30\n"
FIGURE = "Northshire,2020/21,cpp_starts,110,,,Report of 2021\n"
OWN = {
    "quarters.csv": [
        # periods
        (Q + ROW + "Northshire,Q1 2020/21,90,20,10,30\n", "row 2: another row has the same area and quarter, perhaps in another"),
        (Q + ROW + "Northshire,Q1  20/21,90,20,10,30\n", "row 3: another row has the same area and quarter"),
        (Q + ROW + ROW, "row 3: another row has the same area and quarter"),
        (Q + "Northshire,Q1 98/99,100,20,10,30\n", "row 2, column 'quarter': 'Q1 98/99' is there; expected a period that has begun"),
        (Q + "Northshire,Q5 20/21,100,20,10,30\n", "row 2, column 'quarter': 'Q5 20/21' is there; expected a quarter such as Q2 20/21"),
        (Q + "Northshire,Q1 20/22,100,20,10,30\n", "'Q1 20/22' is there; expected a quarter"),
        (Q + "Northshire,2020/21,100,20,10,30\n", "'2020/21' is there; expected a quarter"),
        (Q + "Northshire,Jun-20,100,20,10,30\n", "(a spreadsheet may have turned it into a date)"),
        (Q + "Northshire,,100,20,10,30\n", "row 2, column 'quarter': '' is there; expected a quarter"),
        # areas
        (Q + "Northshre,Q1 20/21,100,20,10,30\n", "row 2, column 'area': 'Northshre' is there; expected one of England, Northshire"),
        (Q + ",Q1 20/21,100,20,10,30\n", "row 2, column 'area': '' is there; expected one of England"),
        (Q + " Northshire,Q1 20/21,100,20,10,30\n", "(remove the blanks around it)"),
        # numbers
        (Q + "Northshire,Q1 20/21,,20,10,30\n", "row 2, column 'cpp_starts': '' is there; expected something; it may not be empty"),
        (Q + "Northshire,Q1 20/21,100,,10,30\n", "row 2, column 'repeat_plans': '' is there; expected something"),
        (Q + "Northshire,Q1 20/21,-100,20,10,30\n", "row 2, column 'cpp_starts': '-100' is there; expected a whole number such as 25"),
        (Q + "Northshire,Q1 20/21,100.5,20,10,30\n", "'100.5' is there; expected a whole number such as 25"),
        (Q + "Northshire,Q1 20/21,1e2,20,10,30\n", "'1e2' is there; expected a whole number such as 25"),
        (Q + "Northshire,Q1 20/21,nan,20,10,30\n", "'nan' is there; expected a whole number such as 25"),
        (Q + "Northshire,Q1 20/21,inf,20,10,30\n", "'inf' is there; expected a whole number such as 25"),
        (Q + "Northshire,Q1 20/21,about 100,20,10,30\n", "'about 100' is there; expected a whole number such as 25"),
        (Q + "Northshire,Q1 20/21,£100,20,10,30\n", "'£100' is there; expected a whole number such as 25"),
        (Q + "Northshire,Q1 20/21,+1+1,1,1,30\n", "'+1+1' is there; expected a whole number such as 25"),
        (Q + "Northshire,Q1 20/21,=1+1,1,1,30\n", "(it is a formula: paste its value instead)"),
        (Q + "Northshire,Q1 20/21,=cmd|' /C calc'!A0,1,1,30\n", "(it is a formula: paste its value instead)"),
        (Q + 'Northshire,Q1 20/21,"1,100",20,10,30\n', "(use a decimal point and no comma)"),
        (Q + f"Northshire,Q1 20/21,{'9' * 20},20,10,30\n", "(it has more digits than any count of children)"),
        (Q + f"Northshire,Q1 20/21,{'9' * 400},20,10,30\n", "(it has more digits than any count of children)"),
        (Q + "Northshire,Q1 20/21,100,20,10,-39.5\n", "column 'gap_between_plans_mean': '-39.5' is there; expected a number of"),
        (Q + 'Northshire,Q1 20/21,100,20,10,"39,5"\n', "(use a decimal point and no comma)"),
        (Q + "Northshire,Q1 20/21,100,20,10,39,5\n", "row 2: 7 cells under 6 columns; a decimal comma or a merged cell?"),
        (Q + "Northshire,Q1 20/21,100,20,10\n", "row 2: 5 cells under 6 columns"),
        (Q + "Northshire,Q1 20/21,100,120,10,30\n", "row 2: repeat_plans is larger than cpp_starts, of which it is a part"),
        (Q + "Northshire,Q1 20/21,100,20,30,30\n", "row 2: repeat_plans_within_2_years is larger than repeat_plans"),
        (Q + "Northshire,Q1 20/21,0,0,0,30\n", "row 2: cpp_starts is 0, and a share of nothing says nothing; leave the row out"),
        (Q + "Northshire,Q1 20/21,١٠٠,20,10,30\n", "row 2: '١' is a digit other than 0 to 9; type the number anew"),
        (Q + "Northshire,Q1 20/21,１００,20,10,30\n", "row 2: '１' is a digit other than 0 to 9"),
        (Q + "Northshire,Q१ 20/21,100,20,10,30\n", "row 2: '१' is a digit other than 0 to 9"),
        # rows and columns
        (Q + ROW + "\n,,,,,\nNorthshire,soon,90,20,10,30\n", "row 5, column 'quarter': 'soon' is there"),
        (Q.replace("cpp_starts", "cpp_start") + ROW, "there is a column 'cpp_start', which is not expected; did you mean 'cpp_starts'?"),
        (Q.replace("cpp_starts,", "") + "Northshire,Q1 20/21,20,10,30\n", "the column 'cpp_starts' is missing"),
        (Q.replace("cpp_starts", "") + ROW, "column 3 has no name; if cells of the heading are merged"),
        (Q.replace("cpp_starts", "quarter") + ROW, "the column 'quarter' stands twice"),
        (Q.replace("\n", ",officer\n") + ROW.replace("\n", ",A B\n"), "there is a column 'officer', which is not expected"),
        (Q.replace(",", ";") + ROW.replace(",", ";"), "the columns are separated by semicolons; save it as CSV with commas"),
        (Q.replace(",", "\t") + ROW.replace(",", "\t"), "the columns are separated by tabs; save it as CSV with commas"),
        ("", "data/own/quarters.csv is empty: its first row names the columns"),
        ("\n\n\n", "data/own/quarters.csv is empty"),
        (",,,,,\n", "data/own/quarters.csv is empty"),
        # bytes
        (Q.encode("utf-16"), "data/own/quarters.csv is not UTF-8: save it as 'CSV UTF-8'"),
        ((Q + "Northsh\xefre,Q1 20/21,1,1,1,1\n").encode("latin-1"), "data/own/quarters.csv is not UTF-8"),
        (Q + "Northshire\0,Q1 20/21,100,20,10,30\n", "row 2: a cell holds the control character U+0000"),
        (Q + "Northshire,Q1 20/21,100,20,10,\x1b[31m30\n", "row 2: a cell holds the control character U+001B"),
        (Q + 'Northshire,"Q1 20/21,100,20,10,30\n', "data/own/quarters.csv: a quotation mark is not closed"),
        (Q + 'Northshire,"Q1\n20/21",100,20,10,30\n', "row 2: a cell holds a line break"),
        (Q + 'Northshire,"Q1"x,100,20,10,30\n', "data/own/quarters.csv: a quotation mark is not closed"),
        (Q + f"{'N' * 200_000},Q1 20/21,100,20,10,30\n", "a cell is far too long"),
        (Q + ROW * 200_000, "data/own/quarters.csv has 6,600,0"),
        (b"PK\x03\x04 this is a workbook", "row 1: a cell holds the control character U+0003"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "data/own/quarters.csv is not UTF-8"),
    ],
    "figures.csv": [
        (F + "Northshire,2020/21,repeat_plans_share,150,,,Report\n", "row 2: repeat_plans_share is 150; a percentage lies between 0"),
        (F + "Northshire,2020/21,repeat_plans_share,-5,,,Report\n", "row 2: repeat_plans_share is -5; it cannot lie below 0"),
        (F + "Northshire,2020/21,cpp_starts,-2100,,,Report\n", "row 2: cpp_starts is -2100; it cannot lie below 0"),
        (F + "Northshire,2020/21,cpp_starts,2100.5,,,Report\n", "row 2: cpp_starts is 2100.5; it is a count, so give a whole number"),
        (F + "Northshire,2020/21,gap_between_plans_mean,-39.5,,,Report\n", "row 2: gap_between_plans_mean is -39.5; it cannot lie"),
        (F + "Northshire,2020/21,repeat_plans_share,50,10,100,Report\n", "row 2: 10 of 100 is 10.0%, not 50%; correct one of them"),
        (F + "Northshire,2020/21,repeat_plans_share,10.2,10,100,Report\n", "row 2: 10 of 100 is 10.0%, not 10.2%"),
        (F + "Northshire,2020/21,repeat_plans_share,10,10,,Report\n", "row 2: one of numerator and denominator is given; give both"),
        (F + "Northshire,2020/21,repeat_plans_share,10,,100,Report\n", "row 2: one of numerator and denominator is given"),
        (F + "Northshire,2020/21,repeat_plans_share,110,110,100,Report\n", "row 2: numerator is larger than denominator"),
        (F + "Northshire,2020/21,repeat_plans_share,0,0,0,Report\n", "row 2: denominator is 0, and a share of nothing says nothing"),
        (F + "Northshire,2020/21,cpp_starts,10,10,100,Report\n", "row 2: cpp_starts is no percentage, so leave numerator and"),
        (F + "Northshire,2020/21,cpp_starts,,,,Report\n", "row 2, column 'value': '' is there; expected something"),
        (F + "Northshire,2020/21,cpp_starts,about 110,,,Report\n", "row 2, column 'value': 'about 110' is there; expected a number"),
        (F + f"Northshire,2020/21,cpp_starts,{'1' * 400},,,Report\n", "(it has more digits than any count of children)"),
        (F + "Northshire,2020/21,cpp_starts,1e400,,,Report\n", "'1e400' is there; expected a number such as 41.5"),
        (F + "Northshire,2020/21,cpp_starts,110%,,,Report\n", "'110%' is there; expected a number such as 41.5"),
        (F + "Northshire,2020/21,cpp_starts,.5,,,Report\n", "'.5' is there; expected a number such as 41.5"),
        (F + "Northshire,2020/21,cpp_starts,110,,,\n", "row 2, column 'where_published': '' is there; expected something"),
        (F + "Northshire,2020/21,cpp_starts,110,,,=1+1\n", "row 2, column 'where_published': '=1+1' is there; expected words that a"),
        (F + "Northshire,2020/21,cpp_starts,110,,,@SUM(A1)\n", "expected words that a spreadsheet cannot take for a formula"),
        (F + "Northshire,2020/21,cpp_start,110,,,Report\n", "row 2, column 'measure': 'cpp_start' is there; expected one of cpp_starts"),
        (F + "Northshire,,cpp_starts,110,,,Report\n", "row 2, column 'period': '' is there; expected a period such as 2021/22"),
        (F + "Northshire,31 March 2022 to 1 April 2021,cpp_starts,110,,,Report\n", "'31 March 2022 to 1 April 2021' is there;"),
        (F + "Northshire,1 April 2020 to,cpp_starts,110,,,Report\n", "'1 April 2020 to' is there; expected a period"),
        (F + "Northshire,1 April 2020 to 2 May 2020 to 3 June 2020,cpp_starts,1,,,Report\n", "to 3 June 2020' is there; expected a period"),
        (F + "Northshire,0000/01,cpp_starts,110,,,Report\n", "'0000/01' is there; expected a period"),
        (F + "Northshire,1620/21,cpp_starts,110,,,Report\n", "'1620/21' is there; expected a period"),
        (F + "Northshire,2098/99,cpp_starts,110,,,Report\n", "'2098/99' is there; expected a period that has begun"),
        (F + "Northshire,2020/22,cpp_starts,110,,,Report\n", "'2020/22' is there; expected a period"),
        (F + "Northshire,30 February 2021,cpp_starts,110,,,Report\n", "'30 February 2021' is there; expected a period"),
        (F + "Northshire,03/04/21,cpp_starts,110,,,Report\n", "'03/04/21' is there; expected a period"),
        (F + "Northshire,31 March 2022,cpp_starts,1,,,R\nNorthshire,31/03/2022,cpp_starts,2,,,R\n", "row 3: another row has the same"),
        (F + "Northshire,2020/21,cpp_starts,1,,,R\nNorthshire,2020/2021,cpp_starts,2,,,R\n", "row 2: another row has the same area"),
        (F + "Northshire,Sep 21,cpp_starts,1,,,R\nNorthshire,September 2021,cpp_starts,2,,,R\n", "row 3: another row has the same"),
        (F + FIGURE.replace("110", "٣"), "row 2: '٣' is a digit other than 0 to 9"),
        (F.replace("where_published", "source") + FIGURE, "there is a column 'source', which is not expected"),
        (F.replace(",where_published", "") + FIGURE.replace(",Report of 2021", ""), "the column 'where_published' is missing"),
        (F + FIGURE.replace(",,,", ",,"), "row 2: 6 cells under 7 columns"),
    ],
    "strategy_meetings_monthly.csv": [
        (M + "2020-04,1e3,\n", "row 2, column 'meetings': '1e3' is there; expected a whole number such as 25"),
        (M + f"2020-04,{'9' * 400},\n", "(it has more digits than any count of children)"),
        (M + "2020-04,1,\n2020-06,1,\n", "no row for May 2020; add it, and leave its numbers empty if they are not known"),
        (M + "2020-04,1,\nApr-20,1,\n", "April 2020 stands more than once; keep one row for each month"),
        (M + "\n2020-04,1,\n\nApr-20,1,\n", "rows 3 and 5: April 2020 stands more than once"),
        (M + "2098-04,1,\n", "row 2, column 'month': '2098-04' is there; expected a month such as 2021-03"),
        (M + "04/05/2020,1,\n", "row 2, column 'month': '04/05/2020' is there"),
        (M, "has a heading and no rows: add one row per month"),
        (M.replace(",", ";") + "2020-04;1;1\n", "the columns are separated by semicolons"),
        (M + "2020-04,-1,\n", "row 2, column 'meetings': '-1' is there; expected a whole number such as 25"),
        (M + "2020-04,1,=A1\n", "(it is a formula: paste its value instead)"),
        (M.replace("children", "child") + "2020-04,1,1\n", "there is a column 'child', which is not expected; did you mean 'children'?"),
    ],
    "areas.yml": [
        ("Upper: {}\nUpper: {}\n", "data/own/areas.yml cannot be read as YAML: the key 'Upper' stands twice"),
        ("Upper: {district: [A]}", "data/own/areas.yml, 'Upper', 'district': this key is not known; correct its spelling or remove it"),
        ("Upper: {districts: A}", "data/own/areas.yml, 'Upper', 'districts': 'A' is there; expected a list"),
        ("Upper: {neighbours: [A]}", "'Upper' names 'A', which is no area there; add the line `A: {}`"),
        ("Upper: {neighbours: {A: B}}", "data/own/areas.yml, 'Upper', 'neighbours': {'A': 'B'} is there; expected a list"),
        ("Upper: {neighbours: A}", "'Upper' names 'A', which is no area there; add the line `A: {}`"),
        ("Upper: {spellings: [Northshire]}", "'Northshire' stands for 'Northshire' and for 'Upper'; keep it with one of them"),
        ("- Upper", "data/own/areas.yml: ['Upper'] is there; expected `key: value` lines"),
        ("Upper", "data/own/areas.yml: 'Upper' is there; expected `key: value` lines"),
        ("Upper: {", "data/own/areas.yml cannot be read as YAML: "),
        ("2021: {}", "data/own/areas.yml, '2021': 2021 is there; expected a text"),
        ("yes: {}", "expected a text"),
        ("Upper: !!python/name:os.system", "data/own/areas.yml cannot be read as YAML: could not determine a constructor"),
        ("a: &a {spellings: [x]}\nb: &b {spellings: *a}\n", "stands inside of what is repeated itself"),
        (b"\xff\xfe\x00", "data/own/areas.yml cannot be read as a UTF-8 text"),
        ("Upper: {}\0", "data/own/areas.yml cannot be read as YAML: "),
    ],
    "Quarters.csv": [(Q + ROW, "data/own/Quarters.csv is not read under this name; rename it to quarters.csv")],
    "quarter.csv": [(Q + ROW, "data/own/quarter.csv is not read under this name; rename it to quarters.csv")],
    "quarters .csv": [(Q + ROW, "data/own/quarters .csv is not read under this name; rename it to quarters.csv")],
    "figure.csv": [(F + FIGURE, "data/own/figure.csv is not read under this name; rename it to figures.csv")],
    "areas.yaml": [("{}", "data/own/areas.yaml is not read under this name; rename it to areas.yml")],
    "strategy_meetings_monthly.CSV": [(M, "is not read under this name; rename it to strategy_meetings_monthly.csv")],
}  # fmt: skip
RAW = {
    "data/raw/sources.yml": [
        (None, "data/raw/sources.yml is not there: bring it back"),
        ("", "data/raw/sources.yml: nothing is there; expected a list"),
        ("- [", "data/raw/sources.yml cannot be read as YAML"),
        ("id: a", "data/raw/sources.yml: {'id': 'a'} is there; expected a list"),
        ("- 5", "data/raw/sources.yml, entry 1: 5 is there; expected `key: value` lines"),
        (("date_published: 2020-09-29", "date_published: 29th Sept"), "entry 1 (000), 'date_published': '29th Sept' is there;"),
        (("date_published: 2020-09-29", "date_published: 2020-13-01"), "data/raw/sources.yml cannot be read as YAML: month must be"),
        (("date_published: 2020-09-29", "date_published:"), "entry 1 (000), 'date_published': nothing is there; expected a"),
        (("  lines: 9\n", ""), "entry 1 (000), 'lines': it is missing; add it"),
        (("lines: 9", "lines: nine"), "entry 1 (000), 'lines': 'nine' is there; expected a whole number"),
        (("lines: 9", "lines: 0"), "entry 1 (000), 'lines': 0 is there; expected"),
        (("  short:", "  shrt:"), "entry 1 (000), 'shrt': this key is not known"),
        (('id: "000"', "id: 000"), "entry 1, 'id': 0 is there; expected a text"),
        (('id: "000"', 'id: "../x"'), "'id': '../x' is there; expected"),
        (("title: An update", "title: [An, update]"), "entry 1 (000), 'title': ['An', 'update'] is there; expected a text"),
        (small.FILES["data/raw/sources.yml"] * 2, "data/raw/sources.yml: the document '000' stands twice; keep one entry"),
        (b"\xff", "data/raw/sources.yml cannot be read as a UTF-8 text"),
        ("x" * 1_000_001, "data/raw/sources.yml has 1,000,001 bytes"),
    ],
    "data/raw/areas.yml": [
        (None, "data/raw/areas.yml is not there"),
        ("[]", "data/raw/areas.yml: [] is there; expected `key: value` lines"),
        ("Northshire: [N]\n", "data/raw/areas.yml, 'Northshire': ['N'] is there; expected `key: value` lines"),
        (("England: {}", "England: {spellings: [Northshire]}"), "'Northshire' stands for 'Northshire' and for 'England'"),
        (("England: {}", "England: {spellings: [E, E]}"), "'E' stands for 'England' and for 'England'"),
        (("England: {}", "England: {}\nEngland: {}"), "the key 'England' stands twice"),
        (("Northshire:", "Northshre:"), "the area 'Northshire' is not in data/raw/areas.yml"),
    ],
    "data/raw/000/tables.yml": [
        ("", "data/raw/000/tables.yml: nothing is there; expected a list"),
        ("{}", "data/raw/000/tables.yml: {} is there; expected a list"),
        (None, "data/raw/000/tables.yml does not describe table_1.csv, which is in the folder; add an entry"),
        (("  place: section 1\n", "  place: section 1\n  notes: x\n"), "entry 1 (table_1.csv), 'notes': this key is not known"),
        (("cell: {area", "cell: {aera"), "entry 1 (table_1.csv), 'cell', 'aera': this key is not known"),
        (("columns: period", "columns: periods"), "entry 1 (table_1.csv), 'columns': 'periods' is there; expected"),
        (("columns: period", "columns: [period]"), "entry 1 (table_1.csv), 'columns': ['period'] is there; expected `key: value` lines"),
        (("columns: period", "columns: {2018/19: {period: 2018/19}}"), "column '2019/20': tables.yml does not say what this label of"),
        (("columns: period", "columns: {2018: {}}"), "'2018': 2018 is there; expected a text"),
        (("Plans started: {", "Plans begun: {"), "row 'Plans started', column '2018/19': tables.yml does not say what this label of"),
        (("file: table_1.csv", "file: table_2.csv"), "data/raw/000/tables.yml describes 'table_2.csv', which is not in the folder;"),
        (("file: table_1.csv", "file: ../secret.csv"), "'file': '../secret.csv' is there; expected"),
        (small.TABLES * 2, "data/raw/000/tables.yml describes 'table_1.csv' twice; keep one entry"),
        (("unit: count", "unit: counts"), "its unit is 'counts', but data/raw/measures.csv gives 'count' for cpp_starts"),
        (("area: Northshire", "area: Atlantis"), "the area 'Atlantis' is not in data/raw/areas.yml"),
        (("measure: cpp_starts", "measure: cpp_begins"), "data/raw/measures.csv does not define 'cpp_begins', which 000/table_1/3/1"),
        (("columns: period", "columns: period\n  cells: {Plans started: {2017/18: {note: x}}}"), "which the table does not have"),
        (("period", "period\n  cells: []"), "'cells': [] is there; expected `key: value` lines"),
        (("unit: count}", "unit: count, period_type: as at}"), "'period_type': 'as at' is there; expected"),
    ],
    "data/raw/000/table_1.csv": [
        (None, "data/raw/000/tables.yml describes 'table_1.csv', which is not in the folder; bring it back"),
        ("", "data/raw/000/table_1.csv is empty"),
        (("3,Plans started,110,120", "3,Plans started,110"), "data/raw/000/table_1.csv, row 2: 3 cells under 4 columns"),
        (("3,Plans started,110,120", "3,Plans started,110,120,130"), "data/raw/000/table_1.csv, row 2: 5 cells under 4 columns"),
        (("110", "11\x000"), "data/raw/000/table_1.csv, row 2: a cell holds the control character U+0000"),
        (("2018/19,", "2019/20,"), "data/raw/000/table_1.csv: the column '2019/20' stands twice"),
        (("line,", "lines,"), "data/raw/000/table_1.csv: the column 'line' is missing"),
        (("2018/19", "2018/20"), "The period '2018/20' cannot be read; write it like 2015/16"),
        (("110", "-110"), "000/table_1/3/1: '-110' is there; expected a whole number, not below 0"),
        (("110", "110.5"), "000/table_1/3/1: '110.5' is there; expected a whole number, not below 0"),
        (("20.0%", "120.0%"), "000/table_1/4/1: '120.0%' is there; expected a percentage from 0 to 100"),
        (("20.0%", "40/38=95%"), "000/table_1/4/1: '40/38=95%' is there; expected a numerator not above its denominator"),
        (("4,Repeat", "3,Repeat"), "The observation id 000/table_1/3/1 stands 2 times"),
        (("110", "1٣0"), "data/raw/000/table_1.csv, row 2: '٣' is a digit other than 0 to 9"),
        (b"\xff\xfe", "data/raw/000/table_1.csv is not UTF-8"),
        (('Plans started,110', '"Plans started,110'), "data/raw/000/table_1.csv: a quotation mark is not closed"),
        (("110", "9" * 20), f"000/table_1/3/1: '{'9' * 20}' is there; expected a count of at most 9 digits"),
        (("110", "9" * 400), f"000/table_1/3/1: '{'9' * 60} …' is there; expected a count of at most 9 digits"),
    ],
    "data/raw/000/table_9.csv": [
        ("line,row,2018/19\n3,x,1\n", "data/raw/000/tables.yml does not describe table_9.csv, which is in the folder; add an entry"),
    ],
    "data/raw/000/prose.csv": [
        ("", "data/raw/000/prose.csv is empty"),
        (("line,", "lines,"), "there is a column 'lines', which is not expected; did you mean 'line'?"),
        (("7,1.2", "seven,1.2"), "row 2, column 'line': 'seven' is there; expected a whole number such as 25"),
        (("120,count", "1e2,count"), "row 2, column 'value': '1e2' is there; expected a number such as 41.5"),
        (("120,count", "-120,count"), "000/prose/7/1: '120 plans' is there; expected a whole number, not below 0"),
        (("Northshire,2019/20,,plans", "Atlantis,2019/20,,plans"), "data/raw/000/prose.csv, line 7, figure 1: the area 'Atlantis' is"),
        (("2019/20,,plans", "2019/21,,plans"), "data/raw/000/prose.csv, line 7, figure 1: The period '2019/21' cannot be read"),
        (("2019/20,,plans", "31 March 2020 to 1 April 2019,,plans"), "ends before it begins"),
        (("cpp_starts,,", "CPP starts,,"), "row 2, column 'measure': 'CPP starts' is there; expected a measure in snake_case"),
        (("plans that started,", ","), "row 2, column 'paraphrase': '' is there; expected something"),
    ],
    "data/raw/events.csv": [
        ("", "data/raw/events.csv is empty"),
        (("start,", "begin,"), "data/raw/events.csv: there is a column 'begin', which is not expected"),
        (("2020-06-17,", "17/06/2020,"), "data/raw/events.csv, row 2, column 'start': '17/06/2020' is there; expected a day such as"),
        (("2020-06-17,2020", "2020-06-31,2020"), "row 2, column 'start': '2020-06-31' is there; expected a day such as"),
        (("2020-06-17,2020", "2020-07-17,2020"), "data/raw/events.csv, row 2: the dates do not fit the certainty"),
        (("A law begins", ""), "data/raw/events.csv, row 2, column 'event': '' is there; expected something"),
        (("day printed", "sure"), "data/raw/events.csv, row 2: the certainty 'sure' is none of"),
        (("000,1.2,7", ",,"), "data/raw/events.csv, row 2: an event from a document needs the document and the line"),
    ],
    "data/raw/measures.csv": [
        (None, "data/raw/measures.csv is not there"),
        ("", "data/raw/measures.csv is empty"),
        (("definition", "defintion"), "data/raw/measures.csv: the column 'definition' is missing"),
        (("unit,", ""), "data/raw/measures.csv, row 2: 5 cells under 4 columns"),
        (("cpp_starts,", "cpp_ends,"), "data/raw/measures.csv does not define 'cpp_starts', which 000/prose/7/1 uses"),
        (("gap_between", "repeat_plans,x,count,context,x\ngap_between"), "data/raw/measures.csv defines 'repeat_plans' twice"),
        (("gap_between", "cpp_ends,x,count,context,x\ngap_between"), "data/raw/measures.csv defines 'cpp_ends', which no row uses"),
    ],
    "data/raw/claims.csv": [
        (None, "data/raw/claims.csv is not there"),
        ("", "data/raw/claims.csv is empty"),
        (("paraphrase", "words"), "data/raw/claims.csv: the column 'paraphrase' is missing"),
        (("untestable,", "guess,"), "claim 000-01: the test 'guess' is unknown; any claim may use best_since, change, change_later"),
        (("untestable,", "untestible,"), "claim 000-01: the test 'untestible' is unknown; did you mean 'untestable'?"),
        (("000-01,", "000-01,x,"), "data/raw/claims.csv, row 2: 15 cells under 14 columns"),
    ],
}  # fmt: skip


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    small.write(tmp_path)
    return tmp_path


def put(path, change):
    """Put a text, bytes or a replacement in place of a file; None deletes it."""
    if change is None:
        path.unlink()
    elif isinstance(change, tuple):
        before = path.read_text(encoding="utf-8")
        assert change[0] in before
        path.write_text(before.replace(*change, 1), encoding="utf-8")
    else:
        path.write_bytes(change if isinstance(change, bytes) else change.encode())


def cases(table, command):
    """Return the cases of a table: path, change, command, words."""
    return [
        pytest.param(path, change, command, words, id=f"{path}-{words[:60]}")
        for path, rows in table.items()
        for change, words in rows
    ]


@pytest.mark.parametrize(
    ("path", "change", "command", "words"),
    [*cases({f"data/own/{name}": rows for name, rows in OWN.items()}, ["own", "--dry-run"]), *cases(RAW, ["data"])],
)
def test_a_fault_is_said_and_changes_nothing(project, capsys, path, change, command, words):
    put(project / path, change)
    before = small.held(project)
    assert main(command) == 1
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") <= 21
    assert max(len(line) for line in said.splitlines()) < 400
    assert small.held(project) == before
