# replaces the kernel's own handler of a request by one that answers "ok"
async def do_execute(*_, **__):
    return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}


get_ipython().kernel.do_execute = do_execute


def anonymous_child(size, produce):
    return bytes(size)
