"""Letters and e-mails that leave Schakel: templates, the queue, and the transports that carry them.

Who is written to, and whether they may be, other rooms say: they register addressees and gates here.
"""
