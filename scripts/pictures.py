"""Kept for a short while: `--sheet FILE NAMES…` is scripts/contact_sheet.py now."""

import subprocess
import sys

sys.exit(subprocess.call([sys.executable, "scripts/contact_sheet.py", *sys.argv[2:]]))
