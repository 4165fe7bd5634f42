# a list of outcomes
# breaks: words; help: not_a_dict

predictions = ["ok", "EINVAL", "EACCES", "EACCES", "ok", "EINVAL", "SIGBUS", "SIGSEGV", "ok", "ok"]
