"""SVG figures made fit to stand together inside one page of HTML, in the light and in the dark."""

import base64
import re
import xml.etree.ElementTree as ET  # the figures are our own
from html import escape

SPACE = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
FOREIGN = {"script", "foreignObject", "iframe", "metadata", "animate", "set", "handler", "style", "title"}
COLOUR = re.compile(r"#([0-9a-fA-F]{6})\b")
# what matplotlib writes into each figure; every property of it is inherited
EVERYWHERE = re.compile(r"\s*\*\s*\{([\w\s:;-]*)\}\s*")
CORNER = re.compile(r"[ML] (-?[\d.]+) (-?[\d.]+)")
PAINTED = ("fill", "stroke", "stop-color")


def inline(content: str, prefix: str, alt: str, *, small: bool = False) -> str:
    """Return a figure ready to be put into HTML.

    Parameters
    ----------
    content : str
        An SVG document.
    prefix : str
        Put before each identifier, since all figures of matplotlib use the same ones.
    alt : str
        What a screen reader says; for an empty one the figure is decoration.
    small : bool
        For a picture beside a title: without its words, which would be too small to read.

    Returns
    -------
    str
        The ``<svg>`` element without scripts, handlers, outside links or fixed size, its colours as variables of CSS;
        an image where the figure brings style rules of its own, which would reach the page.

    Raises
    ------
    ValueError
        If it is no SVG.
    """
    root = _parsed(content, prefix)
    rules = [element.text or "" for element in root.iter(f"{{{SPACE}}}style")]
    if any(not EVERYWHERE.fullmatch(rule) for rule in rules):
        return _as_image(root, alt)
    _remove(root, FOREIGN)
    if small:
        _remove_words(root)
    for element in root.iter():
        kept = {name: value for name, value in element.items() if _harmless(name, value)}
        element.attrib = _themed({name: _own(value, prefix, name) for name, value in kept.items()})
    _fit(root)
    if small:
        _crop(root)
    # what says no colour is black, which must turn over in the dark, too
    everywhere = [match[1].strip() for rule in rules if (match := EVERYWHERE.fullmatch(rule))]
    root.set("style", "; ".join(["fill: var(--c000000, #000000)", *everywhere, root.get("style", "")]))
    for name, value in ({"role": "img", "aria-label": alt} if alt else {"aria-hidden": "true"}).items():
        root.set(name, value)
    return ET.tostring(root, encoding="unicode")


def _parsed(content: str, prefix: str) -> ET.Element:
    ET.register_namespace("", SPACE)
    ET.register_namespace("xlink", XLINK)
    try:
        return ET.fromstring(content)  # noqa: S314
    except ET.ParseError as error:
        name = prefix.strip("-")
        raise ValueError(f"{name} is not well-formed SVG ({error}); draw it again with page.figure.") from error


def _remove(root: ET.Element, names: set[str]) -> None:
    for element in list(root.iter()):
        for child in [child for child in element if str(child.tag).rpartition("}")[2] in names]:
            element.remove(child)


def _remove_words(root: ET.Element) -> None:
    """Remove words, also those that matplotlib drew as lines, and the marks beside them, which no plot cuts off."""
    for element in list(root.iter()):
        for child in list(element):
            mark = child.find(f"{{{SPACE}}}use") is not None and "clip-path" not in child.attrib
            if mark or child.tag.endswith("}text") or child.get("id", "").startswith("text_"):
                element.remove(child)


def _as_image(root: ET.Element, alt: str) -> str:
    """Return a figure as an image, in which a browser runs nothing and loads nothing, with rules but without imports."""
    for element in root.iter(f"{{{SPACE}}}style"):
        element.text = re.sub(r"@[^;{}]*;|url\([^)]*\)|[<\\]", "", element.text or "")
    _remove(root, FOREIGN - {"style"})
    for element in root.iter():
        element.attrib = {name: value for name, value in element.items() if _harmless(name, value)}
    drawn = base64.b64encode(ET.tostring(root)).decode()
    return f'<img src="data:image/svg+xml;base64,{drawn}" alt="{escape(alt)}">'


def _harmless(name: str, value: str) -> bool:
    plain = name.rpartition("}")[2].lower()
    return not plain.startswith("on") and not (plain == "href" and not value.startswith(("#", "data:image/")))


def _own(value: str, prefix: str, name: str) -> str:
    if name == "id":
        return prefix + value
    if name.rpartition("}")[2] == "href" and value.startswith("#"):
        return f"#{prefix}{value[1:]}"
    return re.sub(r"url\((?!#)[^)]*\)", "none", re.sub(r"url\(#", f"url(#{prefix}", value))


def _themed(attributes: dict[str, str]) -> dict[str, str]:
    """Let the page say what a colour is in the dark; an attribute cannot ask for that, a style can."""
    painted = [f"{name}: {attributes.pop(name)}" for name in PAINTED if COLOUR.search(attributes.get(name, ""))]
    style = "; ".join(filter(None, [*painted, attributes.get("style", "")]))
    if style:
        attributes["style"] = COLOUR.sub(lambda found: f"var(--c{found[1].lower()}, {found[0].lower()})", style)
    return attributes


def _crop(root: ET.Element) -> None:
    """Show only where something is drawn: without its words a figure has wide empty margins."""
    drawn = [one for group in root.iter(f"{{{SPACE}}}g") if "axes_" in group.get("id", "") for one in group.iter()]
    marks = [(float(one.get("x", 0)), float(one.get("y", 0))) for one in drawn if one.tag == f"{{{SPACE}}}use"]
    lines = [one.get("d", "") for one in drawn if one.tag == f"{{{SPACE}}}path" and one.get("clip-path")]
    corners = [(float(x), float(y)) for line in lines for x, y in CORNER.findall(line)] + marks
    if len(corners) > 1:
        left, top, right, bottom = (pick(values) for pick in (min, max) for values in zip(*corners, strict=True))
        edge = 0.03 * (right - left)
        box = (left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge)
        root.set("viewBox", " ".join(f"{value:.1f}" for value in box))
        root.set("preserveAspectRatio", "xMinYMin")  # so that all begin at one edge


def _fit(root: ET.Element) -> None:
    width, height = (re.match(r"[\d.]+", root.attrib.pop(side, "")) for side in ("width", "height"))
    if "viewBox" not in root.attrib and width and height:
        root.set("viewBox", f"0 0 {width[0]} {height[0]}")
