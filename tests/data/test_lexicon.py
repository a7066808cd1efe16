"""The lexicon on sentences as people write them: what must never be missed, and what must never alarm."""

from __future__ import annotations

import pytest
from tests.by_day import drawn

from loosen._assessment.assessor import listener_of
from loosen._assessment.lexicon import Reading
from loosen._assessment.stages.triage import level_of
from loosen._library.loading import bundled
from loosen._model import when
from loosen._model.lexicon import Lexicon
from loosen._model.rule import Rule
from loosen._proof.cases import Casebook

LIBRARY = bundled()
LISTENER = listener_of(LIBRARY)
ENTRIES = [pytest.param(entry, id=entry.id) for entry in drawn(LIBRARY.lexicon.values(), one_in=8)]
"""By day a part of them: `loosen check` reads all."""


def read(text: str) -> dict[str, Reading]:
    return {found.lexicon: found.reading for found in LISTENER.read(text)}


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_sentences_beside_the_phrases_of_an_entry_read_as_they_should(entry: Lexicon) -> None:
    runs = list(Casebook(LIBRARY).sentences(entry))
    assert runs
    assert [run for run in runs if not run.passed] == []


def alarms(rule: Rule) -> bool:
    """Whether a rule may lead to more than advice."""
    return level_of(rule, "fired") != "proceed" or level_of(rule, "unknown") != "proceed"


def test_every_entry_is_acted_on_by_a_rule_of_triage_that_asks_again_where_it_alarms() -> None:
    for entry in LIBRARY.lexicon.values():
        rules = [
            rule
            for rule in LIBRARY.rules_of("triage")
            if entry.finding
            in {test.finding for test in when.tests_of(rule.when) if isinstance(test, when.FindingTest)}
        ]
        assert rules, entry.id
        for rule in rules:
            assert rule.unknown != "ignore", rule.id
            assert not alarms(rule) or any(hasattr(effect, "ask_again") for effect in rule.then), rule.id


EVERYDAY = """
My lower back is stiff in the morning and loosens up after a shower.
I sit at a desk all day and my shoulders creep up to my ears.
My legs feel heavy after sitting for a long time.
My neck is tight when I drive for more than an hour.
I get a dull ache across my lower back by the evening.
My hamstrings are really tight since I took up running.
I pulled a muscle lifting shopping out of the car.
My hips click when I squat but it does not hurt.
I have a number of old sports injuries that come and go.
It hurts when I bend forward to tie my shoes.
I would like to touch my toes one day.
My back is killing me after a day in the garden.
I spend about nine hours a day in front of a screen.
The pain comes and goes and is about three out of ten.
I wake up stiff and feel better once I get moving.
Sometimes my left buttock aches after a long drive.
I have two small children and lift them all the time.
My physio told me to stretch my hip flexors.
I used to do yoga but stopped during the winter.
I feel tired and stressed from work.
The ache moves around but never goes below my knee.
A hot bath helps a lot.
My neck cracks when I turn my head but there is no pain.
I have flat feet and wear insoles.
My back feels weak when I stand for long.
I carry my bag on one shoulder and it aches there.
My calves are tight after running uphill.
I can't sit still for more than half an hour.
I can't touch my toes.
I can't wait to get back to football.
I have no pain right now and want to keep it that way.
I am not worried, I just want to move better.
My core is weak and I want to get stronger.
I would like to lose weight and get fitter.
My chest and shoulders are tight from typing.
I have had this on and off for ten years.
My doctor says it is just wear and tear.
It is worse when I sit and better when I walk.
My hay fever makes me sneeze and then my back twinges.
I sleep badly because my neighbour is noisy.
I work nights as a nurse and am on my feet a lot.
My mum had a bad back too.
I feel a pull down the back of my thigh when I stretch.
I am hopeless at stretching.
I fell asleep on the sofa and woke up with a stiff neck.
My knees creak on the stairs.
The left side is tighter than the right.
I play golf twice a week and my back seizes up after.
I have a cold at the moment.
I drink a lot of coffee and little water.
I have been working from home at the kitchen table.
It feels like a knot between my shoulder blades.
I want to be able to play with my grandchildren.
Massage helps for a day or two.
My back is sore after sneezing.
I have a long commute on the train.
My posture is terrible.
No numbness, no tingling, no weakness, just stiffness.
I have not had any accidents, no fever, and no weight loss.
I do not have any numbness or tingling, and my bladder and bowels are fine.
I have never had cancer, no recent surgery and no fever.
I am 45, healthy, no medication.
My arms get tired when I paint the ceiling.
My back goes into spasm when I lift.
I am breathing fine and sleep well.
Pain in my back after pregnancy, my son is four now.
I lost my job last year and sit at home a lot.
My shoes are worn on one side and one leg is a bit shorter.
I have lost some flexibility since my forties.
My hands are cold in winter.
I am a bit unfit and get out of breath on the stairs.
I dropped my phone and bent down and it twinged.
"""


@pytest.mark.parametrize("sentence", EVERYDAY.strip().splitlines())
def test_everyday_words_raise_no_alarm(sentence: str) -> None:
    assert {entry: reading for entry, reading in read(sentence).items() if entry not in ONLY_ADVISED} == {}


ONLY_ADVISED = ("fear_of_movement", "poor_sleep")
"""Entries that lead to advice and to no graver level: the everyday is what they are there for."""


def test_what_is_only_advised_on_raises_no_alarm() -> None:
    for name in ONLY_ADVISED:
        finding = LIBRARY.lexicon[name].finding
        tests = {rule.id: when.tests_of(rule.when) for rule in LIBRARY.rules_of("triage")}
        acting = [key for key, found in tests.items() if any(getattr(test, "finding", "") == finding for test in found)]
        assert acting
        assert not any(alarms(LIBRARY.rules[key]) for key in acting)


NEVER_MISSED = {
    "since tuesday I've had no sensation down there": "saddle_or_bladder_lost",
    "i cant feel myself peeing": "saddle_or_bladder_lost",
    "I can not pee.": "saddle_or_bladder_lost",
    "No numbness between my legs but I can't pee": "saddle_or_bladder_lost",
    "It's not getting better, still numb between the legs": "saddle_or_bladder_lost",
    "not only numb between my legs, my foot slaps too": "saddle_or_bladder_lost",
    "no change in the numbness around my genitals": "saddle_or_bladder_lost",
    "No fever. Numb between my legs.": "saddle_or_bladder_lost",
    "no pain\nnumb between my legs": "saddle_or_bladder_lost",
    "I don't know why I am numb between my legs": "saddle_or_bladder_lost",
    "ive POOED myself twice": "saddle_or_bladder_lost",
    "I can\u2019t urinate": "saddle_or_bladder_lost",
    "I can\u00b4t urinate": "saddle_or_bladder_lost",
    "n\u00fambness between my legs": "saddle_or_bladder_lost",
    "numb\u00adness between my legs": "saddle_or_bladder_lost",
    "my right leg keeps buckling": "leg_weakness",
    "both legs tingling and weak": "both_legs",
    "numb from the waist down": "legs_lost",
    "I have lost two stone and i dont know why": "weight_loss",
    "cancer-free since 2012": "cancer",
    "everyone would be better off without me": "suicidal",
    "I don't see the point in living anymore": "suicidal",
    "was rear-ended at a junction": "accident",
    "there's a tearing sensation between the shoulder blades": "tearing_pain",
    "my left calf is red and swollen": "swollen_calf",
    "It stings when I pee": "kidney_signs",
}


@pytest.mark.parametrize(("sentence", "entry"), NEVER_MISSED.items())
def test_a_warning_is_never_missed(sentence: str, entry: str) -> None:
    assert read(sentence)[entry] is Reading.SURE


LEFT_OPEN = {
    "no longer have cancer": "cancer",
    "my mother has cancer": "cancer",
    "could it be cancer": "cancer",
    "I don't think I have a fever": "fever_or_ill",
    "no fever any more": "fever_or_ill",
    "not without numbness between my legs": "saddle_or_bladder_lost",
    "what if I can't pee": "saddle_or_bladder_lost",
    "no fever and numbness between my legs": "saddle_or_bladder_lost",
    "no pain numb between my legs": "saddle_or_bladder_lost",
}


@pytest.mark.parametrize(("sentence", "entry"), LEFT_OPEN.items())
def test_doubtful_words_are_possible_and_never_absent(sentence: str, entry: str) -> None:
    assert read(sentence)[entry] is Reading.PERHAPS


DENIED = [
    "no numbness between my legs",
    "never had cancer",
    "I don't have any trouble peeing",
    "denies fever",
    "without fever",
    "my leg is not weak",
    "I deny numbness, weakness, or incontinence.",
    "no numbness, tingling or weakness in my legs",
    "numbness in legs? no. fever? no",
    "Fever: no\nCancer: no\nWeight loss: none",
    "no bladder or bowel problems",
    "neither fever nor weight loss",
]


@pytest.mark.parametrize("sentence", DENIED)
def test_a_plain_denial_counts_for_nothing(sentence: str) -> None:
    assert read(sentence) == {}
