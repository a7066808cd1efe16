"""What templates show, made from what the rooms below answer; no decision is made here."""
