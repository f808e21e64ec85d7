"""The pages on which an administrator keeps the organisation's letters and e-mails."""
