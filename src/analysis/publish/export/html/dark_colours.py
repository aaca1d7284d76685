"""The colours of figures on dark paper: the same hue, as far from the paper as on white."""

import colorsys
import re

PAPER = "#15191d"
LIGHTEST = 0.93
USED = re.compile(r"var\(--c([0-9a-f]{6}),")


def rules(page: str) -> str:
    """Return the rules of CSS that give each colour used in the figures of a page its dark counterpart."""
    used = sorted(set(USED.findall(page)))
    return "".join(f"--c{colour}:{dark(f'#{colour}')};" for colour in used)


def dark(colour: str) -> str:
    """Return the counterpart of a colour: its lightness turned over, then raised until it stands out as on white.

    Contrast is that of WCAG 2.2 (relative luminance), held up to 4.5.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    paper = colorsys.rgb_to_hls(*_parts(PAPER))[1]
    wanted = min(4.5, contrast(colour, "#ffffff"))
    turned = paper + (1 - lightness) * (LIGHTEST - paper)
    if lightness == 1:
        return PAPER
    while contrast(_hex(hue, turned, saturation), PAPER) < wanted and turned < 1:
        turned += 0.01
    return _hex(hue, min(turned, 1), saturation)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted([_luminance(one), _luminance(other)])
    return (high + 0.05) / (low + 0.05)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
