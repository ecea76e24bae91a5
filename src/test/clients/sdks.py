"""sdks.py CLIENT CASE PROMPT: a library, set up by its printed block, which is an expression."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

client_name, case, prompt = sys.argv[1:]


def printed(title: str, **names: object) -> Any:
    return eval((Path(os.environ["BLOCKS"]) / title).read_text(), {"os": os, **names})


def ask(stream: Iterable[str | None]) -> None:
    """Question and answer; a stream as its pieces, of which there has to be more than one."""
    pieces = list(stream)
    assert case != "stream" or len(pieces) > 1, pieces
    print("".join(piece or "" for piece in pieces))


def get_weather(city: str) -> str:
    """The weather of a city.

    Args:
        city: its name
    """
    return "it works"


SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
messages = [{"role": "user", "content": prompt}]

if client_name == "openai-python":
    from openai import OpenAI

    client = printed("OpenAI SDK for Python", OpenAI=OpenAI)
    asked: dict[str, Any] = {"model": "nova-pro", "messages": messages}
    if case == "stream":
        ask(chunk.choices[0].delta.content for chunk in client.chat.completions.create(stream=True, **asked) if chunk.choices)
    elif case == "tool":
        tools = [{"type": "function", "function": {"name": "get_weather", "description": "It.", "parameters": SCHEMA}}]
        first = client.chat.completions.create(tools=tools, **asked).choices[0].message
        result = {"role": "tool", "tool_call_id": first.tool_calls[0].id, "content": get_weather("here")}
        asked["messages"] = [*messages, first, result]
        ask([client.chat.completions.create(tools=tools, **asked).choices[0].message.content])
    else:
        ask([client.chat.completions.create(**asked).choices[0].message.content])
elif client_name == "anthropic-python":
    from anthropic import Anthropic, beta_tool

    client = printed("Anthropic SDK for Python", Anthropic=Anthropic)
    asked = {"model": "claude-opus-5-5", "max_tokens": 200, "messages": messages}
    if case == "stream":
        with client.messages.stream(**asked) as stream:
            ask(stream.text_stream)
    elif case == "tool":
        runner = client.beta.messages.tool_runner(tools=[beta_tool(get_weather)], **asked)
        ask(block.text for block in runner.until_done().content)
    else:
        ask(block.text for block in client.messages.create(**asked).content)
else:
    if client_name == "langchain-openai-python":
        from langchain_openai import ChatOpenAI

        model = printed("LangChain, OpenAI's", ChatOpenAI=ChatOpenAI)
    else:
        from langchain_anthropic import ChatAnthropic

        model = printed("LangChain, Anthropic's", ChatAnthropic=ChatAnthropic)
    if case == "stream":
        ask(chunk.text for chunk in model.stream(prompt))
    elif case == "tool":
        from langchain_core.messages import HumanMessage, ToolMessage

        with_tool = model.bind_tools([get_weather])
        first = with_tool.invoke(prompt)
        result = ToolMessage(get_weather("here"), tool_call_id=first.tool_calls[0]["id"])
        ask([with_tool.invoke([HumanMessage(prompt), first, result]).text])
    else:
        ask([model.invoke(prompt).text])
