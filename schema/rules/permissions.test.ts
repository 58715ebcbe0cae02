import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StaffRole } from '../contracts/values.ts';
import { actions } from './actions.ts';
import { may, mayEver, permission, relationTo } from './permissions.ts';
import type { ObjectOfAction, Subject } from './permissions.ts';

const paths = ['/national/', '/national/hunan/', '/national/hunan/changsha/', '/national/zhejiang/'];
const organisationOf = (path: string): string => path.split('/').at(-2)!;

const post = fc
  .record({ role: fc.constantFrom(...StaffRole.options), path: fc.constantFrom(...paths), department: fc.constantFrom('', 'media') })
  .map((one) => ({ ...one, organisationId: organisationOf(one.path) }));
const staffMember: fc.Arbitrary<Subject> = fc.record({
  id: fc.constantFrom('li', 'wang'),
  kind: fc.constant('staff' as const),
  posts: fc.array(post, { minLength: 1, maxLength: 3 }),
  standsFor: fc.array(
    fc.record({
      id: fc.constant('zhao'),
      name: fc.constant('Zhao'),
      posts: fc.array(post, { maxLength: 2 }),
      roles: fc.subarray([...StaffRole.options], { maxLength: 1 }),
    }),
    {
      maxLength: 1,
    },
  ),
});
const applicant: fc.Arbitrary<Subject> = fc.record({
  id: fc.constantFrom('zhang', 'chen'),
  kind: fc.constant('applicant' as const),
  posts: fc.constant([]),
});
const anyone = fc.oneof(staffMember, applicant);
const person = fc.constantFrom('li', 'wang', 'zhao', 'zhang', 'chen');
const object: fc.Arbitrary<ObjectOfAction> = fc.record({
  ownerId: person,
  path: fc.constantFrom(...paths),
  holderOrganisationId: fc.constantFrom(...paths.map(organisationOf)),
  involvedIds: fc.array(fc.constantFrom('li', 'wang', 'zhao'), { maxLength: 2 }),
  informedIds: fc.array(fc.constantFrom('li', 'wang'), { maxLength: 1 }),
  task: fc.record({
    role: fc.constantFrom(...StaffRole.options),
    organisationId: fc.constantFrom(...paths.map(organisationOf)),
    department: fc.constantFrom('', 'media'),
    assigneeId: fc.option(person),
    holderId: fc.option(person),
    assignedById: fc.option(fc.constant('head')),
  }),
});
const action = fc.constantFrom(...actions);

// A hundred of each would miss the rarer pairs of an action and a relation.
fc.configureGlobal({ numRuns: 5_000 });

describe('for every person, action and object', () => {
  test('what is allowed could be foreseen without the object', () => {
    fc.assert(fc.property(anyone, action, object, (who, what, which) => !may(who, what, which) || mayEver(who, what)));
  });

  test('one more post never takes anything away', () => {
    fc.assert(
      fc.property(staffMember, post, action, object, (who, more, what, which) => {
        const promoted = { ...who, posts: [...who.posts, more] };
        return !may(who, what, which) || may(promoted, what, which);
      }),
    );
  });

  test('who may read a case stands in a relation to it, and the other way round', () => {
    fc.assert(fc.property(anyone, object, (who, which) => may(who, 'case.read', which) === (relationTo(who, which) !== null)));
  });

  test('nobody mends a case that they have a hand in, and only the supervisors of who decides pass a step by', () => {
    fc.assert(
      fc.property(anyone, object, (who, which) => {
        const names = [who.id, ...(who.standsFor ?? []).map(({ id }) => id)];
        const hasHand = names.includes(which.ownerId!) || names.some((id) => which.involvedIds!.includes(id));
        const holder = `/${which.holderOrganisationId}/`;
        const above = who.posts.some(({ role, path }) => role === 'supervisor' && which.path!.startsWith(path));
        const overHolder = who.posts.some(
          ({ role, path }) =>
            role === 'supervisor' && which.path!.includes(holder) && which.path!.split(holder)[0]!.concat(holder).startsWith(path),
        );
        expect(may(who, 'incident.fix', which)).toBe(above && !hasHand);
        expect(may(who, 'incident.skip', which)).toBe(overHolder && !hasHand);
        expect(may(who, 'incident.move', which)).toBe(overHolder && !hasHand);
      }),
    );
  });

  test('an applicant touches only what is their own, and no task', () => {
    const ofTasks = actions.filter((one) => /^(task|definition|incident|template)\.|^document\.retry$|^service\.act$/.test(one));
    fc.assert(
      fc.property(applicant, action, object, (who, what, which) => {
        const strangers = { ...which, ownerId: 'someone else', task: { ...which.task!, assigneeId: null } };
        const ownActs = ['draft.', 'file.', 'document.', 'service.', 'case.read', 'case.correct', 'case.withdraw'];
        if (ownActs.some((start) => what.startsWith(start)) && what !== 'draft.create') expect(may(who, what, strangers)).toBe(false);
        if (ofTasks.includes(what)) expect(may(who, what, strangers)).toBe(false);
      }),
    );
  });

  test('a third party reads and does what is theirs, and is nobody in the case', () => {
    const who: Subject = { id: 'party:x', kind: 'party', posts: [] };
    fc.assert(
      fc.property(action, object, (what, which) => {
        if (what === 'session.read' || what === 'session.end' || what === 'calendar.read') return;
        expect(may(who, what, which)).toBe(false);
      }),
    );
    for (const what of ['party.read', 'party.act'] as const) {
      expect(may(who, what, { ownerId: 'party:x' })).toBe(true);
      expect(may(who, what, { ownerId: 'party:y' })).toBe(false);
      expect(may({ ...who, kind: 'applicant' }, what, { ownerId: 'party:x' })).toBe(false);
    }
  });

  test('a task that is assigned is its assignee’s alone to complete', () => {
    fc.assert(
      fc.property(anyone, object, (who, which) => {
        const assigned = { ...which, task: { ...which.task!, assigneeId: 'somebody' } };
        return !may(who, 'task.complete', assigned);
      }),
    );
  });

  test('a stand-in handles what either of the two could, and nothing more than reading is lent', () => {
    fc.assert(
      fc.property(staffMember, action, object, (who, what, which) => {
        const { standsFor = [], ...alone } = who;
        if (!may(who, what, which) || may(alone, what, which)) return;
        const principals = standsFor.map(({ id, posts }): Subject => ({ id, kind: 'staff', posts: [...posts, ...who.posts] }));
        expect(principals.some((one) => may(one, what, which))).toBe(true);
        expect([
          'task.read',
          'task.claim',
          'task.complete',
          'task.operate',
          'task.urge',
          'case.read',
          'file.read',
          'document.read',
          'service.read',
          'clock.read',
          'hearing.read',
          'inspection.read',
          'expert.read',
          'correction.read',
          'correction.mark',
          'promise.check',
          'recusal.declare',
        ]).toContain(what);
      }),
    );
  });

  test('who only reads acts on no task', () => {
    fc.assert(
      fc.property(staffMember, action, object, (who, what, which) => {
        const told = { ...which, informedIds: [who.id] };
        if (may(who, what, told) && !may(who, what, { ...which, informedIds: [] }))
          expect([
            'case.read',
            'expert.read',
            'hearing.read',
            'inspection.read',
            'task.read',
            'file.read',
            'clock.read',
            'correction.read',
            'recusal.declare',
          ]).toContain(what);
      }),
    );
  });

  test('a task is given out by its own body or one above, and nobody decides on a challenge of themselves', () => {
    const county = (role: 'supervisor' | 'decider'): Subject => ({
      id: 'head',
      kind: 'staff',
      posts: [{ role, organisationId: 'changsha', path: '/national/hunan/changsha/', department: '' }],
    });
    const of = (organisationId: string): ObjectOfAction => ({
      path: '/national/hunan/changsha/',
      task: { role: 'reviewer', organisationId, department: '', assigneeId: null, holderId: null },
    });
    for (const role of ['supervisor', 'decider'] as const) {
      expect(may(county(role), 'task.assign', of('changsha'))).toBe(true);
      expect(permission(county(role), 'task.assign', of('hunan'))).toEqual({ allowed: false, reason: 'notHead' });
      expect(may(county(role), 'recusal.decide', { path: '/national/hunan/changsha/', ownerId: 'li' })).toBe(true);
      expect(may(county(role), 'recusal.decide', { path: '/national/hunan/changsha/', ownerId: 'head' })).toBe(false);
      expect(may(county(role), 'recusal.decide', { path: '/national/hunan/', ownerId: 'li' })).toBe(false);
    }
  });

  test('administrators see no case, no task and no file (等保: 三权分立)', () => {
    const administrator = fc.constantFrom('systemAdministrator' as const, 'securityAdministrator' as const, 'auditAdministrator' as const);
    fc.assert(
      fc.property(administrator, object, (role, which) => {
        const who: Subject = {
          id: 'admin',
          kind: 'staff',
          posts: [{ role, organisationId: 'national', path: '/national/', department: '' }],
        };
        for (const what of ['case.read', 'case.search', 'file.read', 'document.read', 'task.read', 'task.list', 'task.lead'] as const)
          expect(may(who, what, { ...which, task: { ...which.task!, role: 'reviewer', assigneeId: null } })).toBe(false);
      }),
    );
  });

  test('an organisation beside or above is out of scope', () => {
    const hunan: Subject = {
      id: 'x',
      kind: 'staff',
      posts: [{ role: 'supervisor', organisationId: 'hunan', path: '/national/hunan/', department: '' }],
    };
    expect(may(hunan, 'case.read', { path: '/national/hunan/changsha/' })).toBe(true);
    expect(permission(hunan, 'case.read', { path: '/national/zhejiang/' })).toEqual({ allowed: false, reason: 'outOfScope' });
    expect(may(hunan, 'case.read', { path: '/national/' })).toBe(false);
    expect(may(hunan, 'case.read', { path: null })).toBe(false);
  });
});
