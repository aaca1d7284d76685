"""A drawing of two columns for a narrow screen: the right one below the left, without drawing anything again."""

import re

GAP = 10.0  # points between the two parts
SIZE = re.compile(r'<svg\b[^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>')


def folded(drawn: str, at: float) -> str:
    """Return a drawing with what stands right of a place below what stands left of it.

    Parameters
    ----------
    drawn : str
        An SVG as `analysis.notebook.page` shows it, its view box from 0 0.
    at : float
        Where the right column begins, as a share of the width.

    Returns
    -------
    str
        One SVG, in which the drawing stands once and is shown twice.
    """
    head = SIZE.search(drawn)
    if head is None:
        raise ValueError("a drawing to be folded has no view box from 0 0")
    width, height, body = float(head[1]), float(head[2]), drawn[head.end() : drawn.rindex("</svg>")]
    left, right = round(at * width, 2), round((1 - at) * width, 2)
    wide, below = max(left, right), height + GAP
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"'
        f' viewBox="0 0 {wide:g} {below + height:g}">'
        f'<svg width="{left:g}" height="{height:g}" viewBox="0 0 {left:g} {height:g}"><g id="unfolded">{body}</g></svg>'
        f'<svg y="{below:g}" width="{right:g}" height="{height:g}" viewBox="{left:g} 0 {right:g} {height:g}">'
        '<use xlink:href="#unfolded"/></svg></svg>'
    )
