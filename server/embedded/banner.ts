import { loadPeople } from '../../schema/catalog/load.ts';
import { demoPassword } from './identity/accounts.ts';

/** Accounts that the tour in the README walks through. */
const tour = [
  'zhangxiaoyu',
  'company',
  'bookshop',
  'yuelu-window',
  'yuelu-reviewer',
  'yuelu-decider',
  'hunan-window',
  'hunan-reviewer',
  'national-reviewer',
  'national-decider',
  'designer',
];

/** What is printed when everything runs: the address, and the demo accounts where they exist. */
export function banner(publicUrl: string, isDemo: boolean, seconds: number): string {
  const lines = [
    '',
    `✓ 已启动 · running after ${seconds.toFixed(1)} s`,
    '',
    `  ${publicUrl}            申请人 · applicants`,
    `  ${publicUrl}/staff      工作人员 · staff`,
    `  ${publicUrl}/designer   流程设计 · process designers`,
    '',
  ];
  if (isDemo) {
    const { staff, applicants } = loadPeople();
    const names = new Map([...staff, ...applicants].map((person) => [person.login, person.name]));
    lines.push(`  演示账号 · demo accounts (密码 · password: ${demoPassword})`);
    for (const login of tour) lines.push(`    ${login.padEnd(20)} ${names.get(login) ?? ''}`);
    lines.push('');
  }
  lines.push('  Ctrl-C 停止 · stops everything; 数据保留 · the data stays', '');
  return `${lines.join('\n')}\n`;
}
