"""How a program's questions and requirements stood over time: gathered once, shown as a table or drawn as a picture."""
