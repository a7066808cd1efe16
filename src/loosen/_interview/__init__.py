"""The interview: what to ask next and why, what is settled, what is still open. The same object serves every face.

questionnaire = Questionnaire()
while ask := questionnaire.next():
    questionnaire.answer(...)
questionnaire.recommendation()

questionnaire   what comes next, what the person does, how far it is, what comes of it
history         what was answered, step by step, and the way back
standing        how the answers read, and which questions are still to come
withdrawal      which answers a changed one takes with it
standings       the last ones worked out, where many interviews go on in one program
why_asked       why a question is asked, or was not
saved           an interview as data, to stop and go on
carrying        which saved answers another questionnaire takes over
taken_back      which signs another answer takes back
"""

from .questionnaire import Questionnaire
from .saved import not_resumed

__all__ = ["Questionnaire", "not_resumed"]
