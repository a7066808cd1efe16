"""The reviewer's side: records in the store, read only, behind a login, and every look put down; off unless asked for.

passwords   how a password is kept, and checked
who         which reviewer asks
login       logging in and out
records     people, records, and what can be asked about them
view        what the pages show
"""
