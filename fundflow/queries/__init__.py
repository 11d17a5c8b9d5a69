"""What people look at: reads only, loads stated, sorting and paging in SQL."""
