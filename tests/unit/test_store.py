"""A folder of records with a chain: nothing can be changed, lost, moved or put in unseen."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.chained import keep_in
from tests.people import EVERYBODYS, completed
from tests.rights import without_rights
from tests.unit.test_records import older

from loosen._records.canonical import canonical, digest_of
from loosen._records.chain import BEGINNING, CHAIN, Kept
from loosen._records.keep import sound
from loosen._records.sealing import to_json
from loosen._records.verify import is_store, place_of, verify_store
from loosen.errors import FileError

AGES = (41, 42, 43, 44, 45)


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Records of a few people, as files."""
    folder = tmp_path_factory.mktemp("plans")
    for age in (*AGES, 99):
        (folder / f"{age}.json").write_text(to_json(EVERYBODYS.recommend(completed({"age": age}))), "utf-8")
    return [folder / f"{age}.json" for age in (*AGES, 99)]


@pytest.fixture(scope="module")
def filled(plans: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with five records."""
    store = tmp_path_factory.mktemp("filled") / "store"
    keep_in(store, *(plan.read_bytes() for plan in plans[:5]))
    return store


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    """A copy of that store, to be damaged."""
    return Path(shutil.copytree(filled, tmp_path / "store"))


def lines(store: Path) -> list[str]:
    return (store / CHAIN).read_text("utf-8").splitlines(keepends=True)


def write(store: Path, chain: list[str]) -> None:
    (store / CHAIN).write_text("".join(chain), "utf-8")


def files(store: Path) -> list[Path]:
    return sorted(store.glob("0*.json"))


def troubles(store: Path) -> dict[str, str]:
    return {trouble.where: trouble.what for trouble in verify_store(store).troubles}


def test_the_records_are_there_and_linked(store: Path, plans: list[Path]) -> None:
    found = verify_store(store)
    assert (found.records, found.troubles) == (5, ())
    before = BEGINNING
    for number, (line, plan) in enumerate(zip(lines(store), plans, strict=False), start=1):
        kept = Kept.model_validate_json(line)
        assert (kept.number, kept.before) == (number, before)
        assert (store / kept.file).read_bytes() == plan.read_bytes()
        assert kept.file == f"{number:06d}-{json.loads(plan.read_bytes())['seal']['digest'][:12]}.json"
        before = kept.link
    assert found.last == before
    assert is_store(store)


# What may be kept


def test_another_layout_is_kept_in_the_one_form(plans: list[Path]) -> None:
    laid_out = json.dumps(json.loads(plans[5].read_bytes()), indent=1).encode()
    assert sound(laid_out, "It") == sound(plans[5].read_bytes(), "It")


@pytest.mark.parametrize("content", [b"", b"{}", older("osteoporosis_72")])
def test_what_cannot_be_relied_on_is_not_kept(content: bytes) -> None:
    with pytest.raises(FileError, match="It cannot be kept"):
        sound(content, "It")


def test_an_altered_record_is_not_kept(plans: list[Path]) -> None:
    with pytest.raises(FileError, match=r"audit\.answers"):
        sound(plans[5].read_bytes().replace(b'"value":99', b'"value":98'), "It")


# What is found


def change_a_record(store: Path) -> None:
    file = files(store)[2]
    file.write_bytes(file.read_bytes().replace(b'"value":43', b'"value":34'))


def swap_records(store: Path) -> None:
    one, two = files(store)[1], files(store)[3]
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)


def put_in_a_record(store: Path) -> None:
    shutil.copy(files(store)[0], store / "000004-abcdefabcdef.json")


def lose_the_last_line(store: Path) -> None:
    write(store, lines(store)[:-1])


def swap_lines(store: Path) -> None:
    chain = lines(store)
    write(store, [chain[0], chain[2], chain[1], *chain[3:]])


def double_a_line(store: Path) -> None:
    chain = lines(store)
    write(store, [*chain[:3], chain[2], *chain[3:]])


def change_a_line(store: Path) -> None:
    chain = lines(store)
    chain[2] = chain[2].replace('"number":3', '"number":7')
    write(store, chain)


def make_a_line_anew(store: Path) -> None:
    """As somebody would who knows how links are made, but stops there."""
    chain = lines(store)
    before, seal = Kept.model_validate_json(chain[1]), Kept.model_validate_json(chain[4]).seal
    chain[2] = Kept.after(before, seal).line
    write(store, chain)


def make_the_end_anew(store: Path) -> None:
    """As somebody would who leaves out a record and makes all later links anew: only a link noted elsewhere tells."""
    chain = [Kept.model_validate_json(line) for line in lines(store)]
    kept, last = chain[:2], chain[1]
    for line in chain[3:]:
        last = Kept.after(last, line.seal)
        (store / line.file).rename(store / last.file)
        kept.append(last)
    files(store)[2].unlink() if files(store)[2].name == chain[2].file else (store / chain[2].file).unlink()
    write(store, [line.line for line in kept])


@pytest.mark.parametrize(
    ("damage", "where", "what"),
    [
        (change_a_record, "000003-", "was altered: audit.answers"),
        (lambda store: files(store)[2].unlink(), "000003-", "is missing"),
        (lambda store: files(store)[2].write_bytes(b""), "000003-", "cut off"),
        (lambda store: files(store)[2].write_bytes(files(store)[2].read_bytes()[:-1]), "000003-", "in other bytes"),
        (lambda store: files(store)[2].write_bytes(older("osteoporosis_72")), "000003-", "has no seal"),
        (swap_records, "000002-", "record 4"),
        (swap_records, "000004-", "record 2"),
        (put_in_a_record, "000004-abcdefabcdef.json", "put here by hand"),
        (lambda store: files(store)[2].rename(store / "000003-aaaaaaaaaaaa.json"), "000003-", "is missing"),
        (lambda store: write(store, lines(store)[1:]), f"{CHAIN}, line 1", "record 1 is missing before record 2"),
        (lambda store: write(store, lines(store)[:1] + lines(store)[3:]), f"{CHAIN}, line 2", "records 2 to 3 are"),
        (lose_the_last_line, "000005-", "the end of the chain is gone"),
        (swap_lines, f"{CHAIN}, line 2", "record 2 is missing before record 3"),
        (swap_lines, f"{CHAIN}, line 3", "record 2 comes after record 3"),
        (double_a_line, f"{CHAIN}, line 4", "record 3 comes after record 3"),
        (change_a_line, f"{CHAIN}, line 3", "was changed"),
        (make_a_line_anew, f"{CHAIN}, line 4", "record 3 was changed"),
        (lambda store: (store / CHAIN).unlink(), CHAIN, "is missing"),
        (lambda store: (store / CHAIN).write_bytes(b""), "000001-", "the end of the chain is gone"),
        (lambda store: (store / CHAIN).write_bytes((store / CHAIN).read_bytes()[:-9]), f"{CHAIN}, line 5", "cut off"),
        (lambda store: write(store, [*lines(store), "[" * 5000 + "\n"]), f"{CHAIN}, line 6", "was changed"),
        (lambda store: write(store, [*lines(store), "\n"]), f"{CHAIN}, line 6", "was changed"),
        (lambda store: write(store, [line.replace(":", ": ") for line in lines(store)]), f"{CHAIN}, line 1", "changed"),
        (lambda store: (store / CHAIN).write_bytes(b"\xff\x00\n" * 3), f"{CHAIN}, line 2", "was changed"),
    ],
)  # fmt: skip
def test_damage_is_found_where_it_is(store: Path, damage: Callable[[Path], object], where: str, what: str) -> None:
    damage(store)
    found = troubles(store)
    assert any(place.startswith(where) and what in said for place, said in found.items()), found
    assert is_store(store)


def test_damage_to_one_record_is_not_laid_at_the_door_of_others(store: Path) -> None:
    change_a_record(store)
    assert len(troubles(store)) == 1
    change_a_line(store)
    assert set(troubles(store)) == {f"{CHAIN}, line 3", files(store)[2].name}


def test_every_flipped_bit_of_the_chain_is_found(store: Path) -> None:
    raw = (store / CHAIN).read_bytes()
    for place in range(0, len(raw), 31):
        flipped = raw[:place] + bytes([raw[place] ^ (1 << place % 8)]) + raw[place + 1 :]
        (store / CHAIN).write_bytes(flipped)
        assert troubles(store), place


def test_a_link_that_was_noted_tells_of_a_chain_that_was_made_anew(store: Path) -> None:
    noted = verify_store(store)
    assert [place_of(link, noted.links) for link in noted.links] == [1, 2, 3, 4, 5]
    assert place_of(noted.last[:12], noted.links) == 5
    assert place_of(noted.last[:11], noted.links) is None
    make_the_end_anew(store)
    anew = verify_store(store)
    assert anew.troubles == ()  # so it is no signature
    assert place_of(noted.last, anew.links) is None
    assert place_of(noted.links[1], anew.links) == 2


def test_what_a_killed_keeper_left_is_told(store: Path) -> None:
    (store / ".000006-abcdefabcdef.json.part").write_bytes(b"{")
    assert "cut short" in troubles(store)[".000006-abcdefabcdef.json.part"]


def test_a_line_cannot_lead_out_of_the_store(store: Path) -> None:
    rest = {"number": 6, "file": "../plan.json", "seal": "0" * 64, "before": verify_store(store).last}
    line = canonical({**rest, "link": digest_of(rest)})
    write(store, [*lines(store), line + "\n"])
    assert set(troubles(store)) == {f"{CHAIN}, line 6"}


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    for look in (is_store, verify_store):
        with pytest.raises(FileError, match="cannot be read"):
            look(tmp_path / "nowhere")


def test_a_store_that_may_not_be_read(filled: Path, anybodys: Path) -> None:
    store = shutil.copytree(filled, anybodys / "store")
    store.chmod(0)
    with without_rights(), pytest.raises(FileError, match="cannot be read"):
        verify_store(store)
