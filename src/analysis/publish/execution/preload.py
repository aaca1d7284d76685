"""What the fork server imports once, for all reports: only what nearly every notebook of the edition uses.

Nothing of `analysis` that a notebook uses, since receipts record what a notebook imports; and nothing that starts a
thread, since a child forked beside one can hang. Nor the inline backend, which looks for its shell when imported.
"""

import gc
import io
import os
import warnings

os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"

import fastparquet  # noqa: F401
import matplotlib as mpl
import matplotlib.patheffects
import matplotlib.pyplot
import nbformat.validator
import numpy as np
import pandas as pd
import papermill  # noqa: F401
import statsmodels.stats.multitest
import statsmodels.stats.proportion
import statsmodels.stats.rates  # noqa: F401
import yaml  # noqa: F401
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from pydantic import BaseModel, TypeAdapter, ValidationError  # noqa: F401

import analysis.publish.execution.shell  # noqa: F401


def _draw() -> None:
    """Draw once, so that fonts and formatters are found before the first fork and not in every child."""
    with mpl.rc_context():
        figure = Figure()
        figure.subplots().plot(pd.Series(np.arange(3.0), index=pd.date_range("2020-01-01", periods=3)))
        FigureCanvasSVG(figure).print_svg(io.BytesIO())  # type: ignore[no-untyped-call]


with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    _draw()
nbformat.validator.get_validator(nbformat.current_nbformat, nbformat.current_nbformat_minor)
gc.collect()
gc.freeze()
