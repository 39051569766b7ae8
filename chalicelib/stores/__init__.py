"""DynamoDB (pynamodb) and S3 (boto3): items and objects to domain values and back, no rules."""
