"""Small open tables, with figures that are plainly made up."""

HEAD = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
    "new_la_code,la_name,category"
)
PLANS = ",CPP_start,CPP_subsequent,CPP_subsequent_percent"


def row(year, level, *figures, region="", code="", name="", tail="made up"):
    cells = [year, "Reporting year", level, "E92000001", "England", "", region, code, "", name, tail, *figures]
    return ",".join(map(str, cells))


def plans(years=(2025, 2024), north=(200, 40, 20.0)):
    """Return table D3 for two invented authorities, Northshire (901) and Southshire (902)."""
    lines = [HEAD + PLANS]
    for year in years:
        lines += [
            row(year, "National", 300, 60, 20.0),
            row(year, "Regional", 300, 60, 20.0, region="Middle"),
            row(year, "Local authority", *north, region="Middle", code="901", name="Northshire"),
            row(year, "Local authority", 100, "c", "c", region="Middle", code="902", name="Southshire"),
        ]
    return "\n".join(lines) + "\n"


def populations(years=(2024,)):
    """Return mid-year populations of the two."""
    head = HEAD.replace("category", "age_group") + ",population_estimate"
    lines = [head]
    for year in years:
        lines += [
            row(year, "National", 30000, tail="0 to 17"),
            row(year, "Local authority", 20000, region="Middle", code="901", name="Northshire", tail="0 to 17"),
            row(year, "Local authority", "x", region="Middle", code="902", name="Southshire", tail="0 to 17"),
        ]
    return "\n".join(lines) + "\n"


def neighbours():
    """Return a list of 2025 with one authority, each of whose neighbours is Southshire."""
    head = ["old_la_code", "la_name", *(f"SN_{n},SN_{n}P" for n in range(1, 11))]
    return "\n".join([",".join(head), ",".join(["901", "Northshire", *["902,close"] * 10])]) + "\n"


YEARS = range(2017, 2026)
AREAS = {str(code): name for code, name in enumerate(
    ["Northshire", "Southshire", "Eastshire", "Westshire", "Midshire", "Hillshire", "Lakeshire", "Woodshire", "Moorshire", "Fenshire",
     "Smallshire"], start=901)}  # fmt: skip


def country():
    """Return every kind of file for eleven invented authorities over nine years; figures of Smallshire are suppressed."""
    head, lines = HEAD, {"d3": [], "c1": [], "ons": []}
    panel, order = ["Short Desc,Data item,Years,LA and Regions,Values,LA Number"], [*AREAS]
    for year in YEARS:
        for kind in lines:
            lines[kind] += _places(kind, year, "National", {}) + _places(kind, year, "Regional", {"region": "Middle"})
        for place, code in enumerate(order):
            of = {"region": "Middle", "code": code, "name": AREAS[code]}
            for kind in lines:
                lines[kind] += _places(kind, year, "Local authority", of, place)
            for short, value in _items(year, place).items():
                panel.append(f"{short},made up,{year},{AREAS[code]},{value},{code}.0")
    names = {"2025": ("old_la_code,la_name", "SN_{}", "SN_{}P"), "2021": ("LA num,LA Name", "SN{}", "SN{}P")}
    near = {which: [",".join([first, *(f"{code.format(n)},{like.format(n)}" for n in range(1, 11))])]
            for which, (first, code, like) in names.items()}  # fmt: skip
    for place, code in enumerate(order):
        others = [*order[place + 1 :], *order[:place]]
        for which in near:
            near[which].append(",".join([code, AREAS[code], *(f"{other},close" for other in others)]))
    columns = {
        "d3": head + PLANS,
        "c1": head
        + ",referral_count,rereferral_count,rereferral_percent,no_further_action_count,no_further_action_percent,not_in_need_count,"
        "not_in_need_percent,referral_child_count,rereferral_child_count,rereferral_child_percent",
        "ons": head.replace("category", "age_group") + ",population_estimate",
    }
    texts = {kind: [columns[kind], *rows] for kind, rows in lines.items()} | {"lait": panel} | near
    return {f"{name}.csv": "\n".join(rows) + "\n" for name, rows in texts.items()}


def _places(kind, year, level, of, place=None):
    starts = 3000 if place is None else 120 + 40 * place
    repeats = round(starts * (0.24 + 0.02 * ((year * 7 + (place or 0) * 5) % 11 - 5)))
    hidden = place == 10
    figures = {
        "d3": [starts, *(["c", "c"] if hidden else [repeats, round(100 * repeats / starts, 1)])],
        "c1": [10 * starts, 2 * starts, 20.0, "z", "z", "z", "z", "x", "x", ":"],
        "ons": [400 * starts],
    }[kind]
    return [row(year - (kind == "ons"), level, *figures, **of)]


def _items(year, place):
    starts = 120 + 40 * place
    rate = "-" if place == 10 else round(1e4 * starts / (400 * starts) + 0.1 * ((year + place) % 5), 1)
    return {"CPP_rate": rate, "Section_47": 100 + (year + place) % 9, "CPPlans2yrs": 5.0, "CPRDuration": round(starts / 20),
            "CPP_Num": "-" if place == 10 else starts // 2, "CP_conf_15days": 80.0, "10_ICPC": 40, "15_ICPC": 40, "20_ICPC": 10,
            "21_ICPC": 10, '"CPP_Total_Rateper10,000"': 500}  # fmt: skip
