//! Answers requests by interpreting the contract.
