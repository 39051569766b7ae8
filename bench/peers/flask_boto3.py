"""Flask behind API Gateway."""

from apig_wsgi import make_lambda_handler
from flask import Flask, jsonify, request
from on_boto3 import start

app = Flask(__name__)


@app.post("/contests/<slug>/attempts")
def start_attempt(slug: str):
    return jsonify(start(slug, request.get_data(as_text=True))), 201


handler = make_lambda_handler(app)
