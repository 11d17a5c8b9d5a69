"""What people do: one module a stage, one function a deed; nothing here commits."""
