"""The page shell, the theme and the components that every page uses."""
