"""Asks and offers: posted for everybody, answered in private letters that the portal mails on."""
