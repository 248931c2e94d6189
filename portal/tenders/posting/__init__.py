"""Early-engagement notices that commissioners post here themselves."""
