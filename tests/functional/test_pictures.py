"""Pictures as they are used: asked for by a program, and opened in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
import yaml
from playwright.sync_api import Browser, Page
from scripts.golden import SHAPES, shapes_of
from tests.browser import chromium, opened
from tests.by_day import drawn as drawn_by_day

import loosen
from loosen._library.loading import bundled
from loosen._outputs.pictures import as_address
from loosen._outputs.pictures.style import Theme
from loosen.errors import UnknownEntry

LIBRARY = bundled()
GERMAN = LIBRARY.in_language("de")
IN_USE = {key: exercise for key, exercise in LIBRARY.exercises.items() if exercise.status == "active"}
DRAWN = sorted(key for key, exercise in IN_USE.items() if exercise.no_poses is None)
KEPT = yaml.safe_load(SHAPES.read_text("utf-8"))
SVG = "{http://www.w3.org/2000/svg}"
THEMES: tuple[Theme, ...] = get_args(Theme)
MOST_BYTES, MOST_BYTES_MOVING = 6000, 15_000
"""On average over all exercises. A moving picture has all poses on the way in it."""
SHORT, LONG = "pelvic_tilt_lying", "cat_cow"
NEAR = {"light": "rgb(47, 74, 99)", "dark": "rgb(198, 214, 228)"}
"""The colour of a near limb on a light page, and on a dark one."""
PAINT = """() => [...document.querySelectorAll('svg')].map(svg => [...svg.querySelectorAll('path, g')].map(part => {
  const is = getComputedStyle(part);
  return [is.fill, is.stroke, is.strokeWidth, is.strokeDasharray, is.opacity, is.animationName, is.animationDuration];
}))"""
"""How every shape of every picture looks, and how it moves."""
FRAMES_AT = """share => [...document.querySelectorAll('svg')].map(svg => {
  for (const one of svg.getAnimations({subtree: true})) {
    one.pause();
    one.currentTime = share * one.effect.getComputedTiming().duration;
  }
  return [...svg.querySelectorAll('g')].map(frame => getComputedStyle(frame).opacity);
})"""
"""Which frames of each picture are seen when a share of its time is over."""
OFF_PAGE = """() => [...document.querySelectorAll('svg')].filter(svg => [...svg.querySelectorAll('path')].some(path => {
  const is = path.getBBox();
  return is.x < 0 || is.y < 0 || is.x + is.width > 640 || is.y + is.height > 640;
})).map(svg => svg.querySelector('title').textContent)"""
UNSEEN = """() => [...document.querySelectorAll('path')].filter(path => {
  const is = path.getBBox();
  return is.width + is.height < 2;
}).map(path => path.closest('svg').querySelector('title').textContent)"""


@cache
def picture(key: str, **how: Any) -> str:
    """The picture of an exercise that has one."""
    drawn = loosen.picture(key, how.pop("library", LIBRARY), **how)
    assert drawn is not None, key
    return drawn


@cache
def stills() -> dict[str, str]:
    """The picture of every exercise in use that can be drawn."""
    return {key: picture(key) for key in DRAWN}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def shown(browser: Browser, folder: Path, *pictures: str, **how: Any) -> Page:
    """A page with these pictures in it, which asks for nothing and complains of nothing."""
    path = folder / "page.html"
    path.write_text(f'<!doctype html><meta charset="utf-8"><title>Pictures</title>{"".join(pictures)}', "utf-8")
    page, heard = opened(browser, path, **how)
    assert heard == []
    return page


def test_every_exercise_in_use_has_a_picture_that_says_in_words_what_it_shows() -> None:
    for key, drawn in stills().items():
        root, exercise = ElementTree.fromstring(drawn), IN_USE[key]  # noqa: S314  our own drawing
        assert root.get("role") == "img"
        assert root.findtext(f"{SVG}title") == exercise.name
        assert root.findtext(f"{SVG}desc") == exercise.in_short
        assert {part.tag.removeprefix(SVG) for part in root.iter()} == {"svg", "title", "desc", "style", "path"}
    assert [key for key in IN_USE if key not in stills() and loosen.picture(key, LIBRARY)] == []


def test_in_another_language_the_words_differ_and_the_drawing_does_not() -> None:
    for key in KEPT:
        drawn, exercise = picture(key, library=GERMAN), GERMAN.exercises[key]
        assert f"<title>{exercise.name}</title><desc>{exercise.in_short}</desc>" in drawn
        assert drawn.partition("</desc>")[2] == stills()[key].partition("</desc>")[2]
    assert GERMAN.exercises["bridge"].name != IN_USE["bridge"].name


def test_pictures_are_small() -> None:
    """Of the moving ones by day every eighth, for all of them take seconds to draw."""
    assert mean(len(drawn.encode()) for drawn in stills().values()) <= MOST_BYTES
    some = drawn_by_day(DRAWN, one_in=8)
    assert mean(len(picture(key, moving=True).encode()) for key in some) <= MOST_BYTES_MOVING


def test_the_same_exercise_gives_the_same_bytes() -> None:
    again = loosen.load()
    for key in KEPT:
        assert picture(key, library=again) == stills()[key]
        assert loosen.picture(key, again, moving=True) == loosen.picture(key, moving=True)


def test_pictures_of_every_position_are_kept() -> None:
    assert {IN_USE[key].position for key in KEPT} == {exercise.position for exercise in IN_USE.values()}


@pytest.mark.parametrize("key", KEPT)
def test_a_picture_is_made_of_the_shapes_that_were_looked_at(key: str) -> None:
    assert shapes_of(key, LIBRARY) == KEPT[key], "Look at the picture, then: make golden"


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_changes_how_a_picture_looks_and_nothing_else(theme: Theme) -> None:
    def bare(drawn: str) -> str:
        return re.sub(r'class="lo\w-', 'class="', re.sub("<style>.*</style>", "", drawn))

    mine = picture("bridge", theme=theme)
    assert [other for other in THEMES if picture("bridge", theme=other) == mine] == [theme]
    assert bare(mine) == bare(picture("bridge"))
    assert ("prefers-color-scheme" in mine) == (theme == "auto")
    classes = set(re.findall(r'class="([\w-]+)"', mine))
    assert classes <= set(re.findall(r"\.([\w-]+)[{,]", mine))


def test_every_key_pose_can_be_had_alone() -> None:
    for key in KEPT:
        names = [pose.key for pose in LIBRARY.poses[key].keys]
        alone = [picture(key, pose=name) for name in names]
        assert len(set(alone)) == len(names)
        assert not any(re.search('class="lo.-(ghost|line|tip)"', drawn) for drawn in alone)


REFUSED = {
    "exercise": (lambda: loosen.picture("brridge"), "brridge: is not in the library. Did you mean 'bridge' (Bridge)"),
    "key pose": (lambda: loosen.picture("bridge", pose="holt"),
                 "holt: is no key pose of bridge. Did you mean 'hold'?"),
    "key pose that another has": (lambda: loosen.picture("bridge", pose="other"), "There are start, hold."),
    "theme": (lambda: loosen.picture("bridge", theme="neon"), "neon: is no theme. There are auto, light, dark, print."),
    "theme of a body": (lambda: loosen.body_map(["soleus"], theme="drak"), "drak: is no theme. Did you mean 'dark'?"),
    "muscle": (lambda: loosen.body_map(["soleu"]), "soleu: is not in the library. Did you mean 'soleus' (Soleus)"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_there_is_refused_with_the_nearest(what: str) -> None:
    call, told = REFUSED[what]
    with pytest.raises(UnknownEntry, match=re.escape(told)):
        call()


@pytest.mark.parametrize("theme", THEMES)
def test_every_muscle_that_lies_somewhere_is_marked_on_the_body(theme: Theme) -> None:
    bare = loosen.body_map([], LIBRARY, theme=theme)
    for key, muscle in LIBRARY.muscles.items():
        drawn = loosen.body_map([key], LIBRARY, theme=theme)
        root = ElementTree.fromstring(drawn)  # noqa: S314  our own drawing
        assert root.findtext(f"{SVG}desc") == muscle.name
        assert bool(muscle.lies) == (drawn.count('-mark"') > bare.count('-mark"')), key


def test_a_file_opens_by_itself_and_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    for how in ({}, {"moving": True}, {"pose": "hold"}):
        path = tmp_path / "bridge.svg"
        path.write_text(picture("bridge", **how), "utf-8")
        page, heard = opened(browser, path)
        assert heard == []
        seen = page.locator("path").first.bounding_box()
        assert seen is not None
        assert seen["width"] > 0


def test_no_body_runs_off_its_page_and_every_shape_is_seen(browser: Browser, tmp_path: Path) -> None:
    """A close look shows a part of the body; the floor goes on, and so may what a band is fixed to."""
    page = shown(browser, tmp_path, *stills().values())
    assert page.evaluate(UNSEEN) == []
    whole = [drawn for key, drawn in stills().items() if LIBRARY.poses[key].close is None]
    bodies = [re.sub('<path class="loa-(floor|mat|strap)"[^>]*>', "", drawn) for drawn in whole]
    assert shown(browser, tmp_path, *bodies).evaluate(OFF_PAGE) == []


def test_it_can_stand_in_an_image(browser: Browser, tmp_path: Path) -> None:
    page = shown(browser, tmp_path, *(f'<img alt="" src="{as_address(picture(key))}">' for key in (SHORT, LONG)))
    assert page.evaluate("() => [...document.images].every(image => image.complete && image.naturalWidth > 0)")


@pytest.mark.parametrize("asked", ["light", "dark"])
def test_what_a_device_asks_for_is_followed_where_no_theme_is_given(
    browser: Browser, tmp_path: Path, asked: str
) -> None:
    themes: tuple[Theme, ...] = ("auto", "light", "dark", "print")
    page = shown(browser, tmp_path, *(picture("bridge", theme=theme) for theme in themes), color_scheme=asked)
    fills = page.evaluate(
        "() => [...document.querySelectorAll('[class$=-near]')].map(part => getComputedStyle(part).fill)"
    )
    each = len(fills) // len(themes)
    followed = (asked, "light", "dark", "light")
    assert each
    assert fills == [NEAR[is_theme] for is_theme in followed for _ in range(each)]


@pytest.mark.parametrize("key", [SHORT, LONG])
def test_a_moving_picture_shows_one_pose_after_the_other(browser: Browser, tmp_path: Path, key: str) -> None:
    page = shown(browser, tmp_path, picture(key, moving=True))
    assert page.evaluate("() => document.getAnimations().every(one => one.playState === 'running')")
    seen = [page.evaluate(FRAMES_AT, share / 100)[0] for share in range(100)]
    assert all(sorted(set(frames)) == ["0", "1"] and frames.count("1") == 1 for frames in seen)
    assert {frames.index("1") for frames in seen} == set(range(len(seen[0])))


def test_whoever_asks_for_little_movement_sees_the_main_pose(browser: Browser, tmp_path: Path) -> None:
    page = shown(browser, tmp_path, picture(LONG, moving=True), reduced_motion="reduce")
    assert page.evaluate("() => document.getAnimations().length") == 0
    paths = "frame => getComputedStyle(frame).opacity === '1' ? frame.innerHTML.match(/ d=\"[^\"]*/g) : []"
    (still,) = [seen for seen in page.evaluate(f"() => [...document.querySelectorAll('g')].map({paths})") if seen]
    assert all(path in picture(LONG) for path in still)


def test_pictures_on_one_page_leave_each_other_alone(browser: Browser, tmp_path: Path) -> None:
    together = [
        picture(SHORT, moving=True), picture(LONG, moving=True, theme="dark"), picture("bridge", theme="print"),
        picture("bridge", moving=True), picture("bridge", theme="dark", moving=True), picture(LONG, theme="light"),
        loosen.body_map(["soleus"], LIBRARY, theme="light"),
    ]  # fmt: skip
    page = shown(browser, tmp_path, *together)
    paint, frames = page.evaluate(PAINT), page.evaluate(FRAMES_AT, 0.3)
    alone = page.context.new_page()
    for number, drawn in enumerate(together):
        alone.set_content(drawn)
        assert alone.evaluate(PAINT) == [paint[number]]
        assert alone.evaluate(FRAMES_AT, 0.3) == [frames[number]]
