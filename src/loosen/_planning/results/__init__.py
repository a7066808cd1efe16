"""What the stages decided, as a plan, a referral and an audit."""
