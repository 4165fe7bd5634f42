"""Mistakes that people make, each with the help for it: a module for each subject that exercises
have in common. What belongs to the subject of one exercise alone stands in that exercise's module.

An exercise asks its mistakes in order, and the first one that recognises what was seen gives the
help: hence the order of the lists at a module's end.
"""
