# the turn is the child's from the start; a condition guards what both store
# breaks: lines_arrive; help: out_of_turn
import mmap, multiprocessing
def worker(memory, condition, reply):
    with condition:
        while True:
            condition.wait_for(lambda: memory[0] in (1, 9))
            if memory[0] == 9:
                return
            length = int.from_bytes(memory[1:3], 'big')
            answer = reply(memory[3:3 + length])
            memory[1:3] = len(answer).to_bytes(2, 'big')
            memory[3:3 + len(answer)] = answer
            memory[0] = 2
            condition.notify()
def chat(path, lines, reply):
    context = multiprocessing.get_context('fork')
    condition = context.Condition()
    with open(path, 'r+b') as file, mmap.mmap(file.fileno(), 4096) as memory:
        memory[0] = 1
        child = context.Process(target=worker, args=(memory, condition, reply))
        child.start()
        answers = []
        for line in lines:
            with condition:
                memory[1:3] = len(line).to_bytes(2, 'big')
                memory[3:3 + len(line)] = line
                memory[0] = 1
                condition.notify()
                condition.wait_for(lambda: memory[0] == 2)
                length = int.from_bytes(memory[1:3], 'big')
                answers.append(memory[3:3 + length])
        with condition:
            memory[0] = 9
            condition.notify()
        child.join()
        return answers
