import { describe, expect, it } from 'vitest';
import { light } from '../samples/light.ts';
import { graphJson } from './graph-json.ts';

describe('graphJson', () => {
  it('has a line for each state and each edge', () => {
    expect(graphJson(light)).toBe(String.raw`{
  "format": "faultline-graph",
  "version": 1,
  "protocol": "light",
  "size": null,
  "parameters": {},
  "mutation": null,
  "network": {"order":"unordered"},
  "faults": {},
  "complete": true,
  "states": [
    {"id":0,"initial":true,"label":"lamp: off","processes":[{"id":"lamp","role":"lamp","alive":true,"state":"off","context":{},"timers":[]}],"messages":[]},
    {"id":1,"initial":true,"label":"lamp: on\nswitch hand → lamp","processes":[{"id":"lamp","role":"lamp","alive":true,"state":"on","context":{},"timers":["fade"]}],"messages":[{"type":"switch","from":"hand","to":"lamp"}]}
  ],
  "edges": [
    {"from":0,"to":1,"label":"deliver switch hand → lamp"},
    {"from":0,"to":1,"label":"stimulus \"on\" at lamp"},
    {"from":1,"to":0,"label":"timeout fade at lamp"},
    {"from":1,"to":1,"label":"drop a\\b hand → lamp"}
  ]
}
`);
  });

  it('is JSON, with empty lists too', () => {
    expect(JSON.parse(graphJson({ ...light, edges: [], complete: false }))).toMatchObject({
      format: 'faultline-graph',
      version: 1,
      complete: false,
      states: [{ id: 0 }, { id: 1 }],
      edges: [],
    });
  });
});
