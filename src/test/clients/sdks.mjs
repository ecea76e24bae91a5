// sdks.mjs CLIENT CASE PROMPT: a library, set up by its printed block, which is an expression.
import Anthropic from "@anthropic-ai/sdk";
import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { generateText, jsonSchema, stepCountIs, streamText, tool } from "ai";
import OpenAI from "openai";
import { readFileSync } from "node:fs";

const [client, kind, prompt] = process.argv.slice(2);
const names = { Anthropic, OpenAI, createAnthropic, createOpenAI };
const printed = (title) =>
  new Function(...Object.keys(names), `return (${readFileSync(`${process.env.BLOCKS}/${title}`, "utf8")})`)(
    ...Object.values(names),
  );

const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const run = async () => "it works";

/** The answer; a stream as its pieces, of which there has to be more than one. */
async function say(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece ?? "");
  if (kind === "stream" && pieces.length < 2) throw new Error(`one piece: ${pieces}`);
  console.log(pieces.join(""));
}

async function* map(stream, text) {
  for await (const event of stream) yield text(event);
}

async function openai() {
  const sdk = printed("OpenAI SDK for Node");
  const asked = { model: "nova-pro", messages: [{ role: "user", content: prompt }] };
  if (kind === "stream") {
    const stream = await sdk.chat.completions.create({ ...asked, stream: true });
    return say(map(stream, (chunk) => chunk.choices[0]?.delta?.content));
  }
  if (kind === "tool") {
    const made = { name: "get_weather", description: "It.", parameters: schema, parse: JSON.parse, function: run };
    const runner = sdk.chat.completions.runTools({ ...asked, tools: [{ type: "function", function: made }] });
    return say([await runner.finalContent()]);
  }
  return say([(await sdk.chat.completions.create(asked)).choices[0].message.content]);
}

async function anthropic() {
  const sdk = printed("Anthropic SDK for Node");
  const asked = { model: "claude-opus-5-5", max_tokens: 200, messages: [{ role: "user", content: prompt }] };
  const text = (message) => message.content.map((block) => block.text);
  if (kind === "stream") {
    const stream = sdk.messages.stream(asked);
    return say(map(stream, (event) => (event.type === "content_block_delta" ? event.delta.text : "")));
  }
  if (kind === "tool") {
    const made = { name: "get_weather", description: "It.", input_schema: schema, parse: (input) => input, run };
    return say(text(await sdk.beta.messages.toolRunner({ ...asked, tools: [made] })));
  }
  return say(text(await sdk.messages.create(asked)));
}

async function vercel(model, options) {
  const asked = { model, prompt, ...options };
  if (kind === "stream") {
    return say(
      streamText({
        ...asked,
        onError({ error }) {
          throw error;
        },
      }).textStream,
    );
  }
  if (kind === "tool") {
    const made = tool({ description: "It.", inputSchema: jsonSchema(schema), execute: run });
    return say([(await generateText({ ...asked, tools: { get_weather: made }, stopWhen: stepCountIs(3) })).text]);
  }
  return say([(await generateText(asked)).text]);
}

const all = {
  "openai-node": openai,
  "anthropic-node": anthropic,
  "vercel-openai-node": () =>
    vercel(printed("Vercel AI SDK, OpenAI's")("nova-pro"), printed("Vercel AI SDK, OpenAI's, and in every call")),
  "vercel-anthropic-node": () => vercel(printed("Vercel AI SDK, Anthropic's")("claude-opus-5-5"), {}),
};
await all[client]();
