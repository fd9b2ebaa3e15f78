import { describeProblems } from '../blocks/checks.ts';
import { completeBlocks } from '../blocks/complete.ts';
import { LIMITS } from '../blocks/limits.ts';
import { checkMessageBlocks } from '../blocks/validate.ts';
import { isObject, type Json } from '../json.ts';
import type { Message } from '../model.ts';
import { ApiError, type Call, explained } from './method.ts';

export type MessageContent = Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>;

function readBlocks({ args }: Call): readonly Json[] | undefined {
  const blocks = args.json('blocks');
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks)) throw new ApiError('invalid_blocks_format');
  const problems = describeProblems(checkMessageBlocks(blocks));
  if (problems.length > 0) throw explained('invalid_blocks', problems);
  return completeBlocks(blocks);
}

function readMetadata({ args }: Call): Json | undefined {
  const metadata = args.json('metadata');
  if (metadata === undefined) return undefined;
  const wellFormed =
    isObject(metadata) && typeof metadata.event_type === 'string' && isObject(metadata.event_payload);
  if (!wellFormed) throw new ApiError('invalid_metadata_format');
  return metadata;
}

function readAttachments({ args }: Call): readonly Json[] | undefined {
  const attachments = args.json('attachments');
  if (attachments === undefined) return undefined;
  if (!Array.isArray(attachments)) throw new ApiError('invalid_attachments');
  return attachments.filter(isObject);
}

/** What a message says, checked as Slack checks it. Throws `no_text` when it says nothing. */
export function readContent(call: Call): MessageContent {
  const markdown = call.args.text('markdown_text');
  const given = readBlocks(call);
  if (markdown !== '' && (given || call.args.text('text') !== ''))
    throw new ApiError('markdown_text_conflict');
  const blocks = markdown === '' ? given : completeBlocks([{ type: 'markdown', text: markdown }]);
  const attachments = readAttachments(call);
  const metadata = readMetadata(call);
  const text = Array.from(call.args.text('text') || markdown)
    .slice(0, LIMITS.messageText)
    .join('');
  if (text === '' && !blocks?.length && !attachments?.length) throw new ApiError('no_text');
  return {
    text,
    ...(blocks ? { blocks } : {}),
    ...(attachments ? { attachments } : {}),
    ...(metadata ? { metadata } : {}),
  };
}
