import { expect, test } from '@playwright/test';
import { look } from './pages/look.ts';
import { desktop, phone, productUrl, signedIn } from './pages/sign-in.ts';

test('a supervisor takes an expert into the pool, is told when a colleague was faster, and retires one on a phone', async ({ browser }) => {
  test.setTimeout(150_000);
  const { page } = await signedIn(browser, 'hunan-supervisor', '/staff/experts', desktop);
  await expect(page.getByRole('heading', { name: '专家库' })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(7);
  await look(page, 'expert-pool-1440');
  await page.getByRole('button', { name: '增加专家' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '增加专家' }).click();
  await expect(dialog.getByText('请至少选择一个专业领域')).toBeVisible();
  await dialog.getByLabel('登录名').fill('film-scholar');
  await dialog.getByLabel('姓名').fill('沈从周');
  await dialog.getByLabel('所属机关').click();
  await page.getByTitle('湖南省').first().click();
  await dialog.getByLabel('电影', { exact: true }).check();
  await dialog.getByLabel('工作单位').fill('示例大学电影学院');
  await dialog.getByRole('button', { name: '增加一项' }).click();
  const tie = dialog.getByRole('group', { name: '第 1 项利益关系' });
  await tie.getByLabel('单位名称').fill('示例影业');
  await tie.getByLabel('统一社会信用代码').fill('11430104900071271A');
  await dialog.getByLabel('理由').fill('经遴选入库');
  await expect(dialog.getByText(/正确的 18 位统一社会信用代码/)).toBeVisible();
  await look(page, 'expert-pool-form-1440');
  await tie.getByLabel('统一社会信用代码').fill('11430104900071271B');
  await dialog.getByRole('button', { name: '增加专家' }).click();
  await expect(page.getByText('已将 沈从周 加入专家库')).toBeVisible();
  await expect(page.getByRole('row', { name: /沈从周.*示例影业/ })).toBeVisible();

  // A colleague changes the same expert meanwhile.
  await page.getByRole('button', { name: '修改专家 沈从周' }).click();
  const small = await signedIn(browser, 'national-supervisor', '/staff/experts', phone);
  await small.page.getByRole('searchbox').fill('沈从周');
  await look(small.page, 'expert-pool-390');
  await small.page.getByRole('button', { name: '修改专家 沈从周' }).click();
  await small.page.getByRole('dialog').getByLabel('工作单位').fill('示例大学');
  await small.page.getByRole('dialog').getByLabel('理由').fill('更名');
  await look(small.page, 'expert-pool-form-390');
  await small.page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(small.page.getByText('已修改 沈从周 的信息')).toBeVisible();
  await dialog.getByLabel('理由').fill('也要改');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog.getByText(/已在别处更新/)).toBeVisible();
  await dialog.getByRole('button', { name: '取消' }).click();

  await small.page.getByRole('button', { name: '将 沈从周 退出专家库' }).click();
  await small.page.getByRole('dialog').getByRole('button', { name: '退出' }).click();
  await expect(small.page.getByRole('dialog').getByText('请写明理由')).toBeVisible();
  await small.page.getByRole('dialog').getByLabel('理由').fill('任期届满');
  await look(small.page, 'expert-pool-retire-390');
  await small.page.getByRole('dialog').getByRole('button', { name: '退出' }).click();
  await expect(small.page.getByText('沈从周 已退出专家库')).toBeVisible();

  await page.goto(`${productUrl()}/staff/experts`);
  await expect(page.getByRole('row')).toHaveCount(7);
  await page.getByLabel('状态').click();
  await page.getByTitle('已退出').click();
  await page.getByRole('button', { name: '沈从周 的变更记录' }).click();
  await expect(dialog.getByRole('listitem')).toHaveCount(3);
  await expect(dialog.getByText('任期届满')).toBeVisible();
  await look(page, 'expert-pool-record-1440');
});
