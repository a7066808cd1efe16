"""`python -m loosen` is `loosen`."""

from loosen.cli import main

main()
