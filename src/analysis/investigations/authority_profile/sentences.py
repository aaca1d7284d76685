"""What a profile says in words: its headline, the findings of page one, titles, and what changed in who is counted."""

from dataclasses import dataclass

from analysis import words
from analysis.indicators.change import Change
from analysis.indicators.definitions import indicator
from analysis.indicators.estimate import Number, Unknown
from analysis.investigations.authority_profile.study import (
    BACK,
    ENGLAND,
    INDICATORS,
    LISTS,
    RATE,
    RATES,
    REPEATS,
    Profile,
)

MOST = 2  # changes that page one names; the table has them all
MORE = {"above": "more", "below": "fewer"}
# what page one says of an indicator that it draws: below the title of a chart, below the axis of sizes, and what it is
DRAWN = {
    REPEATS: (
        "Repeat plans, % of plans started",
        "plans started in the year",
        "Repeat plan: of a child who has had one before, at any time.",
    ),
    "rereferrals_share": (
        "Re-referrals, % of referrals",
        "referrals in the year",
        "Re-referral: within twelve months of an earlier one.",
    ),
    RATE: ("On a plan per 10,000 aged 0 to 17",),
    "referral_rate": ("Referrals per 10,000 aged 0 to 17",),
}
OF = {REPEATS: "of new plans were repeat plans", RATE: "children on a plan per 10,000"}


@dataclass(frozen=True)
class Finding:
    """A finding of page one: its sentence, and a number said large with the words below it."""

    words: str
    big: Number | None = None
    of: str = ""


def headline(profile: Profile) -> str:
    """Return what was found, in one sentence that follows from the numbers."""
    rate, share = profile.side(RATE), profile.side(REPEATS)
    if rate is None and share is None:
        return "Too few children for a comparison: most figures are hidden or small."
    if rate == share:
        if not rate:
            return "No clear gap from England in children on plans or in repeat plans."
        return f"{MORE[rate].capitalize()} children on plans and {MORE[rate]} repeat plans than in England."
    first = f"{MORE[rate].capitalize()} children on plans than in England" if rate else (
        "Too few children on plans to compare" if rate is None else "No clear gap from England in children on plans")  # fmt: skip
    second = f"{MORE[share]} repeat plans" if share else (
        "too few new plans for a share" if share is None else "no clear gap in repeat plans")  # fmt: skip
    return f"{first}; {second}."


def findings(profile: Profile) -> list[Finding]:
    """Return the three findings of page one; the first two carry a number that is said large."""
    return [_standing(profile, REPEATS), _standing(profile, RATE), Finding(_moved(profile))]


def _standing(profile: Profile, measure: str) -> Finding:
    now, england = profile.estimate(measure, profile.latest), profile.estimate(measure, profile.latest, ENGLAND)
    what = called(measure)
    if isinstance(now, Unknown):
        return Finding(f"**{what}: no figure.** It is {now.reason}; England has {england:value}.")
    side = profile.side(measure)
    said = f"{side} England" if side else "too few to compare" if side is None else "no clear gap from England"
    count = f"{now:full}" if now.low is not None else f"{now:value}"
    return Finding(f"**{what}: {said}.** {count}. England: {england:value}.", now, OF[measure])


def _moved(profile: Profile) -> str:
    """Return what changed beyond chance since the first of the years shown."""
    changes = {measure: profile.changes[measure, BACK] for measure in INDICATORS}
    known = {measure: each for measure, each in changes.items() if isinstance(each, Change)}
    clear = {measure: each for measure, each in known.items() if profile.verdicts[measure, BACK] == "clear"}
    since = profile.years[0]
    if not known:
        reason = str(next(each.reason for each in changes.values() if isinstance(each, Unknown)))
        return f"**Change since {since}: cannot be told.** {reason[0].upper()}{reason[1:]}."
    if not clear:
        if len(known) == 1:
            return f"**No clear change since {since}.** Chance could make the only change that can be told."
        return f"**No clear change since {since}.** None of {len(known)} changes is more than chance makes."
    said = [f"{_name(measure)} {each:moved}" for measure, each in clear.items()]
    listed, more = words.listed(said[:MOST]), len(said) - MOST
    rest = f"; {more} more changed" if more > 0 else ""
    return f"**What changed since {since} by more than chance makes.** {listed[0].upper()}{listed[1:]}{rest}."


def called(measure: str) -> str:
    """Return what a sentence calls an indicator, at its beginning."""
    return "Children on a plan" if measure == RATE else indicator(measure).title.split(",")[0]


def _name(measure: str) -> str:
    """Return what is said to rise or fall, in the middle of a sentence."""
    of = "the rate of " if measure in RATES else ""
    return of + called(measure).lower()


def yearly(profile: Profile) -> str:
    """Return how many of the changes on the year are more than chance makes, as a title."""
    known = [verdict for (_, back), verdict in profile.verdicts.items() if back == 1]
    clear = known.count("clear")
    if len(known) < MOST:
        said = "is more than chance makes" if clear else "could be chance"
        return f"The one change on the year that can be told {said}" if known else "No change on the year can be told"
    return f"{clear} of {len(known)} changes on the year are more than chance makes"


def beside(profile: Profile, measure: str) -> str:
    """Return on which side of its neighbours and of England an indicator lies, as a title."""
    england, neighbours = profile.side(measure), profile.side(measure, against=LISTS[0])
    if england is None:
        return "Its neighbours and England"
    if england and england == neighbours:
        return f"{england.capitalize()} neighbours and England"
    clear = [f"{side} {name}" for name, side in (("neighbours", neighbours), ("England", england)) if side]
    return " and ".join(clear).capitalize().replace("england", "England") or "No clear gap from neighbours or England"


def among(profile: Profile) -> str:
    """Return whether the drawn share lies within what chance allows about England's, as a title."""
    if profile.authority not in profile.outside.index:
        return "All authorities with a share"
    lies = "outside of" if profile.outside[profile.authority] else "within"
    return f"{profile.short_name} lies {lies} what chance allows"


def over_years(profile: Profile, measure: str) -> str:
    """Return what the years shown have in common, or what changed over them, as a title."""
    sides = {profile.side(measure, year) for year in profile.years}
    if len(sides) == 1 and (side := sides.pop()):
        return f"{side.capitalize()} England in every year"
    change = profile.changes[measure, BACK]
    if isinstance(change, Unknown):
        return "Year by year"
    since = profile.years[0]
    if profile.verdicts[measure, BACK] != "clear":
        return f"No clear change since {since}"
    return f"{'Higher' if change.value > 0 else 'Lower'} than in {since}"


def lists(profile: Profile) -> str:
    """Return how many neighbours the two lists share, and whether it matters which one is taken."""
    (new, new_names), (old, old_names) = ((which, profile.named(which)) for which in LISTS)
    if not new_names or not old_names:
        missing = " and ".join(which for which in LISTS if not profile.named(which))
        return f"No neighbours are listed for this authority in {missing}."
    shared = f"The lists of {new} and {old} have {len(set(new_names) & set(old_names))} of {len(new_names)} neighbours in common."
    for which, named in ((new, new_names), (old, old_names)):
        if gone := [name for name in named if name in profile.ended]:
            has = "have" if len(gone) > 1 else "has"
            left = len(named) - len(gone)
            shared += f" {words.listed(gone)}, of the list of {which}, {has} ended; that list’s average is of the other {left}."
    sides = {each: [profile.side(each, against=which) for which in LISTS] for each in INDICATORS}
    told = {each: pair for each, pair in sides.items() if None not in pair}
    other = [_name(each) for each, (first, second) in told.items() if first != second]
    if not told:
        return shared
    if not other:
        return f"{shared} It does not matter which is taken: each of {len(told)} indicators stands on the same side of both."
    return f"{shared} For {words.listed(other)} it matters which is taken: {len(other)} of {len(told)} indicators."


def coverage(profile: Profile) -> list[str]:
    """Return what changed in boundaries or is missing in the years shown, one sentence each."""
    found = [f"{profile.about['note']}."] if profile.about["note"] else []
    mine = profile.near["area"].eq(profile.authority) & profile.near["measure"].isin(["cpp_starts", "repeat_plans"])
    ends = profile.near["period_end"].dt.year
    shown = mine & ends.gt(profile.last_year - len(profile.years)) & profile.near["as_printed"].isin(profile.codes)
    for code, rows in profile.near[shown].groupby("as_printed"):
        years = words.listed(f"{end - 1}/{end % 100:02d}" for end in sorted(set(ends[rows.index])))
        found.append(f"Plans started or repeat plans are {profile.codes[str(code)]} for {years} (DfE prints “{code}”).")
    return found
