"""Clock, ids, periods, errors, the actor context, the action decorator and the embedded database.

No models: what needs a table registers itself here, so that the kernel imports nothing above it.
"""
