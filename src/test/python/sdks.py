"""Uses the gateway as the vendors' own clients do, and prints what they understood as JSON, one line for each use."""

import json
import os

import anthropic
import openai

ORIGIN = os.environ["PORTCULLIS_ORIGIN"]
HEADERS = {
    "CF-Access-Client-Id": os.environ["PORTCULLIS_CLIENT_ID"],
    "CF-Access-Client-Secret": os.environ["PORTCULLIS_CLIENT_SECRET"],
}
CHAT = "nova-pro"
CLAUDE = "claude-opus-5-5"
CITY = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
HELLO = [{"role": "user", "content": "Hello there"}]
WEATHER = [{"role": "user", "content": "[[tool get_weather]] Weather in Oslo?"}]


def show(use: str, /, **facts: object) -> None:
    print(json.dumps({"use": use, **facts}))


def openai_sdk() -> None:
    client = openai.OpenAI(base_url=ORIGIN + "/v1", api_key=os.environ["PORTCULLIS_KEY"], default_headers=HEADERS, max_retries=0)
    tool = {"type": "function", "function": {"name": "get_weather", "parameters": CITY}}

    whole = client.chat.completions.create(model=CHAT, messages=HELLO)
    choice = whole.choices[0]
    show(
        "openai chat",
        model=whole.model,
        text=choice.message.content,
        finish=choice.finish_reason,
        tokens=[whole.usage.prompt_tokens, whole.usage.completion_tokens],
    )

    chunks = list(
        client.chat.completions.create(
            model=CHAT, messages=HELLO, stream=True, stream_options={"include_usage": True}
        )
    )
    pieces = [c.choices[0].delta.content for c in chunks if c.choices and c.choices[0].delta.content]
    usage = [[c.usage.prompt_tokens, c.usage.completion_tokens] for c in chunks if c.usage]
    show("openai chat stream", text="".join(pieces), pieces=len(pieces), tokens=usage)

    call = client.chat.completions.create(model=CHAT, messages=WEATHER, tools=[tool]).choices[0]
    function = call.message.tool_calls[0].function
    show("openai tool", name=function.name, arguments=json.loads(function.arguments), finish=call.finish_reason)

    response = client.responses.create(model=CHAT, input="Hello there")
    show("openai responses", text=response.output_text, status=response.status)

    events = list(client.responses.create(model=CHAT, input="Hello there", stream=True))
    text = "".join(e.delta for e in events if e.type == "response.output_text.delta")
    show("openai responses stream", text=text, last=events[-1].type)

    vectors = client.embeddings.create(model="titan-embed-text-v2", input="Hello there")
    show("openai embedding", dimensions=[len(v.embedding) for v in vectors.data], tokens=vectors.usage.prompt_tokens)

    try:
        client.chat.completions.create(model="no-such-model", messages=HELLO)
    except openai.NotFoundError as error:
        show("openai unknown model", status=error.status_code, code=error.code)


def anthropic_sdk() -> None:
    client = anthropic.Anthropic(base_url=ORIGIN, api_key=os.environ["PORTCULLIS_KEY"], default_headers=HEADERS, max_retries=0)
    tool = {"name": "get_weather", "input_schema": CITY}

    whole = client.messages.create(model=CLAUDE, max_tokens=200, messages=HELLO)
    show(
        "anthropic messages",
        model=whole.model,
        text=whole.content[0].text,
        finish=whole.stop_reason,
        tokens=[whole.usage.input_tokens, whole.usage.output_tokens],
    )

    with client.messages.stream(model=CLAUDE, max_tokens=200, messages=HELLO) as stream:
        pieces = list(stream.text_stream)
        final = stream.get_final_message()
    show(
        "anthropic messages stream",
        text="".join(pieces),
        pieces=len(pieces),
        finish=final.stop_reason,
        tokens=[final.usage.input_tokens, final.usage.output_tokens],
    )

    call = client.messages.create(model=CLAUDE, max_tokens=200, messages=WEATHER, tools=[tool])
    block = call.content[-1]
    show("anthropic tool", name=block.name, arguments=block.input, finish=call.stop_reason)

    with client.messages.stream(model=CLAUDE, max_tokens=200, messages=WEATHER, tools=[tool]) as stream:
        block = stream.get_final_message().content[-1]
    show("anthropic tool stream", name=block.name, arguments=block.input)

    count = client.messages.count_tokens(model=CLAUDE, messages=HELLO)
    show("anthropic count", tokens=count.input_tokens)

    try:
        client.messages.create(model="no-such-model", max_tokens=200, messages=HELLO)
    except anthropic.NotFoundError as error:
        show("anthropic unknown model", status=error.status_code, type=error.body["error"]["type"])


openai_sdk()
anthropic_sdk()
