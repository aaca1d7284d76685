"""How well the methods of a report do with known truth: rows of the calibration as a table to read. All SIMULATED."""

import pandas as pd

from analysis import words
from analysis.exhibits.table import Table
from analysis.indicators.estimate import Number, Unknown
from analysis.indicators.stated import key

SAYS = {
    "coverage": "holds the truth", "false_alarm": "alarm without a change", "size": "finds what is not there",
    "power": "sees a real change", "share": "happens", "rise_found": "rise found, % (truly 50)",
    "half_life_found": "half-life found, months (truly 2.5)",
}  # fmt: skip
SAID = {
    "interval": "range",
    "noise null": "reach of chance",
    "beta": "slope",
    "naive": "unrelated children",
    "design effect": "sibling effect",
    "homogeneity": "do the periods differ",
}


def table(calibration: pd.DataFrame) -> Table | Unknown:
    """Return one row per method and setting: how often it does what it should, with the error of the simulation.

    Parameters
    ----------
    calibration : pandas.DataFrame
        Rows of ``calibration.csv``: estimator, setting, quantity, estimate, monte_carlo_error, replications.
    """
    if calibration.empty:
        return Unknown("the methods have not been measured: run `make calibrate`")
    shares = calibration["quantity"].isin(["coverage", "size", "power", "false_alarm", "share"])
    said = [
        f"{words.percent(100 * value)} (± {words.number(200 * error, 1)})" if share else words.number(value, 2)
        for value, error, share in zip(calibration["estimate"], calibration["monte_carlo_error"], shares, strict=True)
    ]
    frame = pd.DataFrame(
        {
            "Setting": calibration["setting"].to_list(),
            "Measured": [SAYS[name] for name in calibration["quantity"]],
            "How often": said,
        },
        index=pd.Index(calibration["estimator"].replace(SAID, regex=True), name="Method"),
    )
    return Table(
        frame=frame,
        source="computed on SIMULATED data with known truth",
        simulated=True,
        note="± is twice the simulation error.",
    )


def span(calibration: pd.DataFrame, name: str) -> Number | Unknown:
    """Return the smallest and largest estimate of some rows, in percent, as the range of a SIMULATED number."""
    if calibration.empty:
        return Unknown("the methods have not been measured: run `make calibrate`")
    found = 100 * calibration["estimate"]
    return Number(
        key=key("calibrated", name), value=float(found.mean()), low=float(found.min()), high=float(found.max()), unit="percent",
        digits=0, simulated=True, label=f"SIMULATED: {name}",
    )  # fmt: skip
