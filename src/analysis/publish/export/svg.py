"""SVG figures made fit to stand together inside one page of HTML."""

import re
import xml.etree.ElementTree as ET  # the figures are our own

SPACE = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
FOREIGN = {"script", "foreignObject", "iframe", "metadata", "animate", "set", "handler"}


def inline(content: str, prefix: str, alt: str) -> str:
    """Return a figure ready to be put into HTML.

    Parameters
    ----------
    content : str
        An SVG document.
    prefix : str
        Put before each identifier, since all figures of matplotlib use the same ones.
    alt : str
        What a screen reader says.

    Returns
    -------
    str
        The ``<svg>`` element without scripts, handlers, outside links or fixed size.

    Raises
    ------
    ValueError
        If it is no SVG.
    """
    ET.register_namespace("", SPACE)
    ET.register_namespace("xlink", XLINK)
    try:
        root = ET.fromstring(content)  # noqa: S314
    except ET.ParseError as error:
        name = prefix.strip("-")
        raise ValueError(f"{name} is not well-formed SVG ({error}); draw it again with page.figure.") from error
    for element in list(root.iter()):
        for child in [child for child in element if str(child.tag).rpartition("}")[2] in FOREIGN]:
            element.remove(child)
        element.attrib = {name: _own(value, prefix, name) for name, value in element.items() if _harmless(name, value)}
    _fit(root)
    root.set("role", "img")
    root.set("aria-label", alt)
    return ET.tostring(root, encoding="unicode")


def _harmless(name: str, value: str) -> bool:
    plain = name.rpartition("}")[2].lower()
    return not plain.startswith("on") and not (plain == "href" and not value.startswith(("#", "data:image/")))


def _own(value: str, prefix: str, name: str) -> str:
    if name == "id":
        return prefix + value
    if name.rpartition("}")[2] == "href" and value.startswith("#"):
        return f"#{prefix}{value[1:]}"
    return re.sub(r"url\((?!#)[^)]*\)", "none", re.sub(r"url\(#", f"url(#{prefix}", value))


def _fit(root: ET.Element) -> None:
    width, height = (re.match(r"[\d.]+", root.attrib.pop(side, "")) for side in ("width", "height"))
    if "viewBox" not in root.attrib and width and height:
        root.set("viewBox", f"0 0 {width[0]} {height[0]}")
