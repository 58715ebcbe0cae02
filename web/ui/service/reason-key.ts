import type { ChannelProblem } from '../../../schema/rules/service.ts';

const known: readonly ChannelProblem[] = ['notSetUp', 'notRefused', 'notExhausted', 'portalIsAlways'];

/** Why a channel can't be taken, as a key under `service.why`; what is not known here is not set up. */
export const reasonKey = (problem: string): ChannelProblem => known.find((one) => one === problem) ?? 'notSetUp';
