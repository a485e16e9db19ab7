import { Body, Controller, Delete, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../config.js';
import { isRefusal } from '../../kernel/refusal.js';
import type { Official } from '../../policy/actor.js';
import { Acting, OwnToken, Public, SESSION_COOKIE } from '../actor.js';
import { Sessions } from '../sessions.js';
import { LogInBody, TokenBody } from './inputs.js';

export abstract class CookieSettings {
  abstract readonly secure: boolean;
  static from = ({ secureCookies }: Config): CookieSettings => ({ secure: secureCookies });
}

@ApiTags('sessions')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookies: CookieSettings,
  ) {}

  /** Logs in. The token is for programs; a browser keeps it in the cookie. */
  @Public()
  @Post()
  async logIn(@Body() body: LogInBody, @Res({ passthrough: true }) reply: FastifyReply) {
    const opened = await this.sessions.logIn(body.login, body.password);
    if (!isRefusal(opened)) void reply.header('Set-Cookie', this.cookie(opened.token, opened.expiresAt));
    return opened;
  }

  /** Who is logged in, and with which duties. */
  @ApiBearerAuth()
  @Get('current')
  current(@Acting() actor: Official) {
    return { official: actor.id, mandates: actor.mandates };
  }

  /** Logs out: the session or token of this request ends at once. */
  @ApiBearerAuth()
  @Delete('current')
  @HttpCode(204)
  async logOut(@Acting() actor: Official, @OwnToken() token: string, @Res({ passthrough: true }) reply: FastifyReply) {
    void reply.header('Set-Cookie', this.cookie('', '1970-01-01T00:00:00.000Z'));
    return (await this.sessions.end(actor, token)) ?? undefined;
  }

  /** Opens a token for a program. It is shown once. */
  @ApiBearerAuth()
  @Post('tokens')
  openToken(@Acting() actor: Official, @Body() body: TokenBody) {
    return this.sessions.openToken(actor, body.label, body.days);
  }

  private cookie(token: string, expiresAt: string): string {
    const name = this.cookies.secure ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE;
    const expires = new Date(expiresAt).toUTCString();
    return `${name}=${token}; Path=/; HttpOnly; SameSite=Lax; Expires=${expires}${this.cookies.secure ? '; Secure' : ''}`;
  }
}
