"""Pages for a browser: the interview, the plan, the session and the diary, served by this machine.

Nothing is decided here: pages ask the rooms below and show what these answer. It needs the extra `web`.
"""
