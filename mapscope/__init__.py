"""Instruments that show what a memory mapping does, and drawings of what they saw."""
