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
