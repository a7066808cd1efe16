"""The weeks ahead: the person is stepped forward, and the plan is carried along under all rules."""
