"""The same through JSON: questions, interview, plans, reasons, records, pictures and diaries, for programs.

app         the application, to be served by itself or mounted in another
asked       what is sent
told        what comes back
reading     bodies, read strictly
problems    what went wrong, as RFC 9457 has it
library     the library that is asked, in a language
openapi     how all of it is described
examples    real ones, made when they are asked for
routes/     the addresses, one file for each subject

Nothing is kept between two requests: an interview, a record and a diary come with the request and go back with the
answer.
"""
