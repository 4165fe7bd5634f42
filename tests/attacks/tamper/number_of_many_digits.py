# a total of 4300 digits, whose difference from the right one has more than Python writes out
def count_together(workers, rounds, draw):
    return 1 - 10**4300
