"""What the bench does inside of Django, each as a command."""
