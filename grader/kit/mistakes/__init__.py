"""Mistakes that several exercises have in common, each with the help for it: a module for each
subject. What goes wrong in one exercise alone stands in the module of that exercise.

An exercise asks its mistakes in their order, and the first one that recognises what was seen gives
the help: hence the order of the lists here.
"""
