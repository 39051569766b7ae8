"""Powertools for AWS Lambda behind API Gateway."""

from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from on_boto3 import start

app = APIGatewayRestResolver()


@app.post("/contests/<slug>/attempts")
def start_attempt(slug: str):
    return start(slug, app.current_event.body), 201


def handler(event, context):
    return app.resolve(event, context)
