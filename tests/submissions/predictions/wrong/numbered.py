# numbers of the notes in the place of names
# breaks: words; help: not_a_dict

predictions = {1: "ok", 2: "EINVAL"}
