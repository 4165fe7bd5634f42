# no predictions at all
# breaks: ended; help: not_a_dict

answers = {}
